using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What the sources of trained lists say about their scores.</summary>
internal static class TrainedEvidence
{
    public delegate ReadOnlySpan<ScoredItem> Lists(ItemRelations relations);

    /// <summary>The anchor that speaks most for an item.</summary>
    public static Anchor Strongest(RecommendationContext context, IReadOnlyList<Anchor> anchors, int item, Lists lists)
    {
        var (best, bestScore) = (default(Anchor), 0.0);
        foreach (var anchor in anchors)
        {
            var score = anchor.Weight * ScoreOf(lists(context.Relations[anchor.Item]), item);
            if (score > bestScore) (best, bestScore) = (anchor, score);
        }

        return best;
    }

    public static IReadOnlyList<ScorePart> Parts(RecommendationContext context, IReadOnlyList<Anchor> anchors, int item, Lists lists)
    {
        List<ScorePart> parts = [];
        foreach (var anchor in anchors)
        {
            var score = ScoreOf(lists(context.Relations[anchor.Item]), item);
            if (score <= 0) continue;
            var text = string.Create(CultureInfo.InvariantCulture, $"{score:0.000} of the model {context.Snapshot.Model!.Version} and live counts together; weight {anchor.Weight:0.##}");
            parts.Add(new ScorePart(context.Catalog[anchor.Item].Id.Value, anchor.Weight * score, text));
        }

        return parts;
    }

    /// <summary>In how many sessions two products were viewed, as far as it is counted; 0: nothing is known.</summary>
    public static uint Sessions(RecommendationContext context, int item, int other)
    {
        var views = context.Snapshot[item].CoViews;
        var at = views.Keys.IndexOf(context.Catalog.HashOf(other));
        return at < 0 ? 0 : views.Counts[at];
    }

    private static double ScoreOf(ReadOnlySpan<ScoredItem> list, int item)
    {
        foreach (var (other, score) in list)
        {
            if (other == item) return score;
        }

        return 0;
    }
}
