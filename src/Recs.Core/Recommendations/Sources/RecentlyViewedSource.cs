using System.Globalization;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What the visitor looked at, newest first; the score is 1 / place.</summary>
internal sealed class RecentlyViewedSource : ICandidateSource
{
    public string Name => SourceNames.RecentlyViewed;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Visitor is not { } visitor) return;
        var place = 0;
        foreach (var (hash, _) in visitor.RecentProducts)
        {
            place++;
            if (context.Catalog.TryFind(hash, out var item)) scores.Add(item, 1.0 / place);
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var visitor = context.Visitor!;
        var hash = context.Catalog.HashOf(item);
        if (visitor.OnlySession)
            return new Explanation(RecommendationTier.Session, new Reason(ReasonCodes.RecentlyViewed, [], [], "You looked at this in this visit"));
        var time = visitor.RecentProducts.First(p => p.Item == hash).Time.ToDateTimeOffset();
        var tier = visitor.SessionItems.Contains(hash) ? RecommendationTier.Session : RecommendationTier.Personal;
        var text = string.Create(CultureInfo.InvariantCulture, $"You looked at this on {time:d MMMM yyyy}");
        return new Explanation(tier, new Reason(ReasonCodes.RecentlyViewed, [], [], text));
    }
}
