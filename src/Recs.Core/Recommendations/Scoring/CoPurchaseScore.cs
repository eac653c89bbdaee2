using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// How much a purchase of one product speaks for another: P(j | i) · ln λ, the share of i's basket weight that falls to j times the
/// cautious logarithm of the lift (<see cref="Lift.Score"/>). Without the share a cart of many products is answered with what is rare,
/// without the lift with what is popular. Large baskets say little about any two of their products, so the weight of a pair is 1 / (s − 1)
/// in a basket of s.
/// </summary>
internal static class CoPurchaseScore
{
    /// <param name="site">The counts.</param>
    /// <param name="lift">Of the site.</param>
    /// <param name="item">i.</param>
    /// <param name="at">The place of j among its neighbours.</param>
    /// <param name="other">j.</param>
    public static double Of(SiteSnapshot site, Lift lift, int item, int at, int other)
    {
        var live = site[item];
        var together = Together.Of(site, item, live.CoPurchases.Counts[at], other);
        return live.CoPurchases.Weights[at] / live.CoPurchases.Total * lift.Score(together, lift.Expected(live.Counts, site[other].Counts));
    }
}
