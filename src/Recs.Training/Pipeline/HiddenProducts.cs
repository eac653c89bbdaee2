using Recs.Training.Data;
using Recs.Training.Evaluation;

namespace Recs.Training.Pipeline;

/// <summary>Baskets of which one product, drawn at random, is hidden: which one is it, given the others?</summary>
internal static class HiddenProducts
{
    /// <param name="baskets">Oldest first, with times; at least two products each.</param>
    /// <param name="from">Unix milliseconds: baskets from here on.</param>
    /// <param name="until">Baskets before this.</param>
    /// <param name="seed">Decides what is hidden.</param>
    /// <param name="buyers">Beside each basket who bought it.</param>
    /// <returns>The questions, and beside each row of theirs its buyer.</returns>
    public static (QuerySet Questions, IReadOnlyList<int> Buyers) Of(Histories baskets, IReadOnlyList<int> buyers, long from, long until, int seed)
    {
        var random = new Random(seed);
        var (starts, items, queries) = (new List<int> { 0 }, new List<int>(), new List<Query>());
        var asked = new List<int>();
        for (var row = 0; row < baskets.Count; row++)
        {
            var basket = baskets[row];
            // Drawn for every basket, so that the same one hides the same product wherever a part begins.
            var hidden = random.Next(basket.Length);
            if (baskets.TimesOf(row)[0] < from || baskets.TimesOf(row)[0] >= until) continue;
            for (var k = 0; k < basket.Length; k++)
            {
                if (k != hidden) items.Add(basket[k]);
            }

            items.Add(basket[hidden]);
            queries.Add(new Query(starts.Count - 1, basket.Length - 1, basket[hidden]));
            starts.Add(items.Count);
            asked.Add(buyers[row]);
        }

        return (new QuerySet(new Histories([.. starts], [.. items], baskets.ItemCount), queries, Exclusion.History), asked);
    }
}
