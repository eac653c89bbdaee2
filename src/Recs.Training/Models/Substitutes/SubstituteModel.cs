using Recs.Training.Data;
using Recs.Training.Models.Complements;

namespace Recs.Training.Models.Substitutes;

/// <summary>
/// What serves the same need: similar, and bought in one basket less than chance would. Similar is who goes with the same products (the second
/// hop of <see cref="ComplementModel"/>), from both sides, and shares buyers. Chance is told by those buyers themselves: of the pairs of
/// different products that buyer u bought, the share p(u) lies in one basket, so of two products with the buyers B in common Σ_{u ∈ B} p(u) baskets
/// would hold both. A category alone makes nobody a substitute.
/// </summary>
public sealed class SubstituteModel : IModel
{
    private SubstituteModel(ItemLists lists) => Lists = lists;

    public string Name => "substitutes";

    public int ItemCount => Lists.Count;

    /// <summary>The substitutes of each product; many have none.</summary>
    public ItemLists Lists { get; }

    /// <summary>Finds substitutes. The same for any number of threads.</summary>
    /// <param name="purchases">A row a buyer, oldest first, with times; those of one time are one basket.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="cancel">Stops the work.</param>
    public static SubstituteModel Fit(Histories purchases, SubstituteOptions options, int threads = 1, CancellationToken cancel = default)
    {
        var direct = PurchasePairs.Lists(purchases, options.Contexts, threads, progress: null, cancel);
        var similar = SecondHops.Alone(direct, options.Mutual, threads, cancel);
        var together = new SharedBuyers(purchases);
        return new SubstituteModel(ItemLists.Build(purchases.ItemCount, options.Mutual, threads, (item, row) =>
        {
            var (others, likeness) = (similar.ItemsOf(item).ToArray(), similar.WeightsOf(item).ToArray());
            if (others.Length == 0) return;
            var shared = together.Of(item, others);
            for (var k = 0; k < others.Length; k++)
            {
                var less = shared[k].Baskets == 0 || shared[k].Baskets < shared[k].Chance;
                if (less && shared[k].Buyers >= options.Support && similar.ItemsOf(others[k]).Contains(item)) row.Add(others[k], likeness[k]);
            }
        }, null, cancel));
    }

    public IScorer CreateScorer() => new Scorer(Lists);

    private sealed class Scorer(ItemLists lists) : IScorer
    {
        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            scores.Clear();
            foreach (var item in history) lists.AddTo(scores, item, 1);
        }
    }
}
