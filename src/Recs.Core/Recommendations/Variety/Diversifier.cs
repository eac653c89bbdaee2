using Recs.Core.Catalog;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Variety;

/// <summary>
/// Mixes a ranking by category and brand, in the manner of maximal marginal relevance (Carbonell and Goldstein, The use of MMR,
/// SIGIR 1998): one after the other it picks the item with the greatest
/// <para>(1 − d) · (1 − (rank − 1) / n) − d · (1 / |S|) Σ_{j ∈ S} alike(i, j)</para>
/// with d the diversity asked for, n the length of the ranking, and S what the list holds already, earlier pages included.
/// Relevance is the place in the ranking, since scores of different sources do not compare. Two items are alike by the mean of
/// category (the same 1, the same top ½, else 0) and brand (the same 1, else 0; left out where one has none). The mean over S
/// instead of MMR's maximum keeps the share of a category down, and not only its first repetition. Ties go to the better rank.
/// Allocates nothing once its arrays are as long as the ranking.
/// </summary>
internal sealed class Diversifier
{
    private double[] _alike = [];
    private bool[] _picked = [];
    private Pick[] _order = [];

    /// <summary>From how long a ranking so many items are picked: the mix needs some to choose from.</summary>
    public static int PoolOf(int wanted) => Math.Min(RecommendationRequest.MaxLimit, Math.Max(50, 4 * wanted));

    /// <summary>Puts the picked ones first, in the order in which they were picked.</summary>
    /// <param name="catalog">Where the items' categories and brands are.</param>
    /// <param name="ranking">Best first.</param>
    /// <param name="wanted">How many are picked.</param>
    /// <param name="diversity">d, 0 to 1.</param>
    /// <param name="given">Items that the list holds already.</param>
    public void Mix(CatalogSnapshot catalog, Span<Pick> ranking, int wanted, double diversity, ReadOnlySpan<int> given)
    {
        if (_alike.Length < ranking.Length) (_alike, _picked, _order) = (new double[ranking.Length], new bool[ranking.Length], new Pick[ranking.Length]);
        Array.Clear(_alike, 0, ranking.Length);
        Array.Clear(_picked, 0, ranking.Length);
        foreach (var item in given) Compare(catalog, ranking, item);

        var count = 0;
        for (; count < wanted && count < ranking.Length; count++)
        {
            var best = Best(ranking.Length, given.Length + count, diversity);
            _picked[best] = true;
            _order[count] = ranking[best];
            Compare(catalog, ranking, ranking[best].Item);
        }

        for (var i = 0; i < ranking.Length; i++)
        {
            if (!_picked[i]) _order[count++] = ranking[i];
        }

        _order.AsSpan(0, ranking.Length).CopyTo(ranking);
    }

    /// <summary>How alike two items are, 0 to 1.</summary>
    public static double Alike(CatalogSnapshot catalog, int a, int b)
    {
        var (first, second) = (catalog.CategoryOf(a), catalog.CategoryOf(b));
        var categories = first == 0 || second == 0 ? 0 : first == second ? 1 : catalog.Categories.Top(first) == catalog.Categories.Top(second) ? 0.5 : 0;
        if (catalog[a].Brand is not { } brand || catalog[b].Brand is not { } other) return categories;
        return (categories + (brand == other ? 1 : 0)) / 2;
    }

    private int Best(int count, int chosen, double diversity)
    {
        var (best, bestValue) = (-1, double.NegativeInfinity);
        for (var i = 0; i < count; i++)
        {
            if (_picked[i]) continue;
            var relevance = 1 - ((double)i / count);
            var value = ((1 - diversity) * relevance) - (chosen == 0 ? 0 : diversity * _alike[i] / chosen);
            if (value > bestValue) (best, bestValue) = (i, value);
        }

        return best;
    }

    private void Compare(CatalogSnapshot catalog, ReadOnlySpan<Pick> ranking, int item)
    {
        for (var i = 0; i < ranking.Length; i++)
        {
            if (!_picked[i]) _alike[i] += Alike(catalog, ranking[i].Item, item);
        }
    }
}
