using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>Products bought with the anchors more often than chance: the sum of the cautious logarithms of the lift, see <see cref="Lift"/>.</summary>
internal sealed class CoPurchaseSource : ICandidateSource
{
    public string Name => SourceNames.CoPurchases;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        foreach (var anchor in context.PurchaseAnchors)
        {
            foreach (var (item, score) in context.Relations[anchor.Item].BoughtTogether) scores.Add(item, anchor.Weight * score);
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var lift = context.Lift;
        var other = context.Snapshot[item].Counts;
        var (best, bestScore, baskets, factor) = (default(Anchor), -1d, 0u, 0d);
        foreach (var anchor in context.PurchaseAnchors)
        {
            var live = context.Snapshot[anchor.Item];
            var together = Together.Of(context.Snapshot, anchor.Item, item);
            var expected = lift.Expected(live.Counts, other);
            var score = anchor.Weight * lift.Score(together, expected);
            if (score > bestScore) (best, bestScore, baskets, factor) = (anchor, score, together, lift.Shrunken(together, expected));
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"Bought together with {context.Catalog.Label(best.Item)} {factor:0.0} times as often as chance ({baskets} baskets)");
        return new Explanation(best.Tier, new Reason(ReasonCodes.BoughtTogether, [context.Catalog[best.Item].Id], [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var lift = context.Lift;
        List<ScorePart> parts = [];
        foreach (var anchor in context.PurchaseAnchors)
        {
            var together = Together.Of(context.Snapshot, anchor.Item, item);
            var expected = lift.Expected(context.Snapshot[anchor.Item].Counts, context.Snapshot[item].Counts);
            if (lift.Score(together, expected) is not (> 0 and var score)) continue;
            var text = string.Create(CultureInfo.InvariantCulture, $"{together} baskets with both, {expected:0.0} by chance; weight {anchor.Weight:0.##}");
            parts.Add(new ScorePart(context.Catalog[anchor.Item].Id.Value, anchor.Weight * score, text));
        }

        return parts;
    }
}
