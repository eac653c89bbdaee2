using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>Whether people buy a product again: the catalogue's word, else learned from those who bought it.</summary>
internal static class Repeatables
{
    public static bool IsRepeatable(SiteSnapshot site, int item, RepeatOptions options)
    {
        if (site.Catalog[item].Repeatable is { } said) return said;
        var counts = site[item].Counts;
        return counts.Rebuyers >= options.MinRebuyers && counts.Rebuyers >= options.MinShare * counts.Buyers;
    }
}
