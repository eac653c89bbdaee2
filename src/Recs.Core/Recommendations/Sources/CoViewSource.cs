using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// Products viewed in the same sessions as the anchors: Σ weight · similarity, see <see cref="CoViewSimilarity"/>. One of
/// another category counts less, as it rarely serves the same need.
/// </summary>
internal sealed class CoViewSource : ICandidateSource
{
    public string Name => SourceNames.CoViews;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        foreach (var anchor in context.ViewAnchors)
        {
            foreach (var (item, score) in context.Relations[anchor.Item].ViewedTogether) scores.Add(item, anchor.Weight * score);
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var key = context.Catalog.HashOf(item);
        var (best, bestScore, sessions) = (default(Anchor), -1d, 0u);
        foreach (var anchor in context.ViewAnchors)
        {
            var views = context.Snapshot[anchor.Item].CoViews;
            var at = views.Keys.IndexOf(key);
            if (at < 0) continue;
            var score = anchor.Weight * Similarity(context, anchor, item);
            if (score > bestScore) (best, bestScore, sessions) = (anchor, score, views.Counts[at]);
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"Viewed in the same session as {context.Catalog.Label(best.Item)} ({sessions} sessions)");
        return new Explanation(best.Tier, new Reason(ReasonCodes.ViewedTogether, [context.Catalog[best.Item].Id], [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var key = context.Catalog.HashOf(item);
        List<ScorePart> parts = [];
        foreach (var anchor in context.ViewAnchors)
        {
            var views = context.Snapshot[anchor.Item].CoViews;
            var at = views.Keys.IndexOf(key);
            if (at < 0 || Similarity(context, anchor, item) is not (> 0 and var similarity)) continue;
            var text = string.Create(CultureInfo.InvariantCulture, $"{views.Counts[at]} sessions with both, similarity {similarity:0.000}; weight {anchor.Weight:0.##}");
            parts.Add(new ScorePart(context.Catalog[anchor.Item].Id.Value, anchor.Weight * similarity, text));
        }

        return parts;
    }

    private static double Similarity(RecommendationContext context, Anchor anchor, int item)
    {
        foreach (var (other, similarity) in context.Relations[anchor.Item].ViewedTogether)
        {
            if (other == item) return similarity;
        }

        return 0;
    }
}
