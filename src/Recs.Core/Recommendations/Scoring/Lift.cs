using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// How much more often than chance two products are bought together.
/// <para>Chance: if each basket kept its size and the products were dealt out by their frequency, products i and j that occur
/// in m_i and m_j of the paired baskets would meet E = m_i · m_j · P / L² times, with L = Σ s the products in all paired
/// baskets and P = Σ s(s − 1) their ordered pairs (the null model of modularity, Newman 2004). Unlike m_i · m_j / N it
/// allows for large baskets, in which anything meets anything.</para>
/// <para>Shrinkage: with n baskets observed, n ~ Poisson(λE) and λ ~ Gamma(k, k), the posterior of λ is Gamma(n + k, E + k) with
/// mean (n + k) / (E + k), which stays near 1 without evidence (DuMouchel, Bayesian data mining in large frequency tables,
/// The American Statistician, 1999).</para>
/// <para>Score: the logarithm of a cautious estimate, ln((n + k) / (E + k)) − z / √(n + k): the lower end of the posterior, as
/// 1 / a is about the variance of ln Gamma(a). At or below 0 the pair is not above chance.</para>
/// </summary>
internal readonly struct Lift(SiteTotals totals, LiftOptions options)
{
    private readonly double _pairRate = totals.PairedItems == 0 ? 0 : totals.OrderedPairs / ((double)totals.PairedItems * totals.PairedItems);

    /// <summary>E: in how many baskets chance alone would bring both together.</summary>
    public double Expected(ItemCounts i, ItemCounts j) => Expected(i.PairedBaskets, j.PairedBaskets);

    /// <inheritdoc cref="Expected(ItemCounts, ItemCounts)"/>
    /// <param name="i">m_i, or of several products Σ m.</param>
    /// <param name="j">m_j, or of several products Σ m.</param>
    public double Expected(long i, long j) => i * (double)j * _pairRate;

    /// <summary>How many times as often as chance, shrunken towards 1.</summary>
    public double Shrunken(double together, double expected) => (together + options.Shrinkage) / (expected + options.Shrinkage);

    /// <summary>The cautious logarithm of the lift; 0 where support is too small or it is not above chance.</summary>
    public double Score(double together, double expected)
    {
        if (together < options.MinBaskets) return 0;
        var score = Math.Log(Shrunken(together, expected)) - (options.Caution / Math.Sqrt(together + options.Shrinkage));
        return Math.Max(0, score);
    }
}
