using System.Globalization;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What is rising, see <see cref="Snapshots.TrendRanking"/>.</summary>
internal sealed class TrendingSource : ICandidateSource
{
    public string Name => SourceNames.Trending;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        var trending = context.Snapshot.Trending;
        foreach (var item in trending.Order)
        {
            scores.Add(item, trending.Trend(item));
            if (scores.Items.Length >= context.Wanted) return;
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var trend = context.Snapshot.Trending.Trend(item);
        var text = string.Create(CultureInfo.InvariantCulture, $"Rising: {trend:0.0} times the usual activity in the last day");
        var tier = context.Request.Category is null ? RecommendationTier.Popular : RecommendationTier.Segment;
        return new Explanation(tier, new Reason(ReasonCodes.Trending, [], context.Request.Category is { } c ? [c] : [], text));
    }
}
