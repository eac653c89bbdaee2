using System.Globalization;
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
            var views = context.Snapshot[anchor.Item].CoViews;
            for (var i = 0; i < views.Keys.Length; i++)
            {
                if (context.Catalog.TryFind(views.Keys[i], out var item)) scores.Add(item, Score(context, anchor, i, item));
            }
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
            var score = Score(context, anchor, at, item);
            if (score > bestScore) (best, bestScore, sessions) = (anchor, score, views.Counts[at]);
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"Viewed in the same session as {context.Catalog.Label(best.Item)} ({sessions} sessions)");
        return new Explanation(best.Tier, new Reason(ReasonCodes.ViewedTogether, [context.Catalog[best.Item].Id], [], text));
    }

    private static double Score(RecommendationContext context, Anchor anchor, int at, int item)
    {
        var views = context.Snapshot[anchor.Item].CoViews;
        if (views.Counts[at] < context.Options.MinSessions) return 0;
        var similarity = CoViewSimilarity.Of(views, at, context.Snapshot[item].CoViews, context.Options.CoViewShrinkage);
        var sameCategory = context.Catalog.CategoryOf(item) == context.Catalog.CategoryOf(anchor.Item);
        return anchor.Weight * similarity * (sameCategory ? 1 : context.Options.OtherCategory);
    }
}
