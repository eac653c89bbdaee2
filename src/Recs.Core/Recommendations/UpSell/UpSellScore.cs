using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>How well one of the <see cref="UpSellCandidates"/> fits.</summary>
internal static class UpSellScore
{
    public static double Of(RecommendationContext context, int anchor, int item, LikingEvidence liking)
    {
        var views = context.Snapshot[anchor].CoViews;
        var at = views.Keys.IndexOf(context.Catalog.HashOf(item));
        var together = at < 0 ? 0 : views.Weights[at] / views.Total;
        return together + (0.01 * new ProductLiking(context.Snapshot, context.Options.UpSell).Of(item, liking)) + (0.001 * context.Catalog.Titles.Cosine(anchor, item));
    }
}
