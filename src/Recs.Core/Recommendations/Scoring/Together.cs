using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// In how many baskets two products lay together. Both keep a bounded list, and counts begin at the entry into it, so each
/// list says "at least"; the greater of the two is nearer the truth. It matters for best sellers, whose own lists are full.
/// </summary>
internal static class Together
{
    public static uint Of(SiteSnapshot site, int a, int b) => Of(site, a, site[a].CoPurchases.CountOf(site.Catalog.HashOf(b)), b);

    /// <param name="site">The counts.</param>
    /// <param name="a">One product.</param>
    /// <param name="known">What its list says of the other.</param>
    /// <param name="b">The other.</param>
    public static uint Of(SiteSnapshot site, int a, uint known, int b) =>
        Math.Max(known, site[b].CoPurchases.CountOf(site.Catalog.HashOf(a)));
}
