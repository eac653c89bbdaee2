using Recs.Training.Data;

namespace Recs.Training.Models.Complements;

/// <summary>
/// What is bought with a product: for purchases p of i and q of j by one buyer,
/// s(i, j) = Σ n^−ν · g(p, q) · 2^−(age ÷ half-life), where in one basket of n lines g is (lines apart)^−λ, and for orders d days apart of a
/// buyer with n purchases a · d^−γ;
/// w(i, j) = s(i, j) ÷ (c(i)^α · c(j)^β + shrink), where c are counts of purchases: popularity is taken out and rarity says little
/// (shrinkage as Bell &amp; Koren, 2007). Complements of complements are added, since few pairs of a catalogue are ever seen:
/// w(i, j) + h · Σ_k w(i, k) · w(k, j) ÷ √(W(k) · W(j)), both sides as parts of their best, with W the sum of a list.
/// Purchases of one time are one basket. A cart is answered with the sum of its products' lists.
/// </summary>
public sealed class ComplementModel : IModel
{
    private ComplementModel(ItemLists lists) => Lists = lists;

    public string Name => "complements";

    public int ItemCount => Lists.Count;

    /// <summary>What goes with each product.</summary>
    public ItemLists Lists { get; }

    /// <summary>Counts pairs. The same for any number of threads.</summary>
    /// <param name="purchases">A row a buyer, oldest first, with times; those of one time are one basket.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many lists are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ComplementModel Fit(
        Histories purchases, ComplementOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var direct = PurchasePairs.Lists(purchases, options, threads, progress, cancel);
        return new ComplementModel(options.SecondHop > 0 ? SecondHops.Add(direct, options.SecondHop, options.Neighbours, threads, cancel) : direct);
    }

    /// <summary>The same model without some pairs.</summary>
    /// <param name="unwanted">For each product those that must not stand in its list.</param>
    public ComplementModel Without(ItemLists unwanted) => new(Lists.Without(unwanted));

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
