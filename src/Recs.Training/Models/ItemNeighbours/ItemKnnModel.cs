using Recs.Training.Data;

namespace Recs.Training.Models.ItemNeighbours;

/// <summary>
/// Item-based neighbours with shrunken cosine: s(i, j) = |U(i) ∩ U(j)| / (√(|U(i)|·|U(j)|) + shrink), where U(i) are the rows an item
/// occurs in (Deshpande &amp; Karypis, Item-based top-N recommendation algorithms, 2004; shrinkage as Bell &amp; Koren, 2007). The
/// baseline that stands beside every model.
/// </summary>
public sealed class ItemKnnModel : IModel
{
    private readonly double _recency;

    private ItemKnnModel(ItemLists lists, double recency) => (Lists, _recency) = (lists, recency);

    public string Name => "item-knn";

    public int ItemCount => Lists.Count;

    /// <summary>The neighbours of each item.</summary>
    public ItemLists Lists { get; }

    public static ItemKnnModel Fit(
        Histories train, ItemKnnOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var rows = Distinct(train);
        var postings = new Postings(rows);
        var roots = Array.ConvertAll(rows.ItemCounts(), n => Math.Sqrt(n));
        var lists = ItemLists.Build(train.ItemCount, options.Neighbours, threads, (item, row) =>
        {
            foreach (var (history, _) in postings.Of(item))
            {
                foreach (var other in rows[history])
                {
                    if (other != item) row.Add(other, 1);
                }
            }

            foreach (var other in row.Touched) row.Scale(other, 1 / ((roots[item] * roots[other]) + options.Shrink));
        }, progress, cancel);
        return new ItemKnnModel(lists, options.Recency);
    }

    public IScorer CreateScorer() => new Scorer(this);

    // Each item once a row: a visitor who comes back to a product is still one visitor.
    private static Histories Distinct(Histories train)
    {
        var seen = new int[train.ItemCount];
        var (starts, items) = (new int[train.Count + 1], new List<int>(train.Interactions));
        for (var row = 0; row < train.Count; row++)
        {
            foreach (var item in train[row])
            {
                if (seen[item] == row + 1) continue;
                seen[item] = row + 1;
                items.Add(item);
            }

            starts[row + 1] = items.Count;
        }

        return new Histories(starts, [.. items], train.ItemCount);
    }

    private sealed class Scorer(ItemKnnModel model) : IScorer
    {
        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            scores.Clear();
            var factor = 1.0;
            for (var age = 0; age < history.Length && factor > 1e-6; age++, factor *= model._recency)
                model.Lists.AddTo(scores, history[history.Length - 1 - age], (float)factor);
        }
    }
}
