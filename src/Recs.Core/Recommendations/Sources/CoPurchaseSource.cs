using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>Products bought with the anchors more often than chance: Σ weight · <see cref="CoPurchaseScore"/>.</summary>
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
        var (lift, key) = (context.Lift, context.Catalog.HashOf(item));
        var (best, bestScore) = (default(Anchor), -1d);
        foreach (var anchor in context.PurchaseAnchors)
        {
            var at = context.Snapshot[anchor.Item].CoPurchases.Keys.IndexOf(key);
            if (at < 0) continue;
            var score = anchor.Weight * CoPurchaseScore.Of(context.Snapshot, lift, anchor.Item, at, item);
            if (score > bestScore) (best, bestScore) = (anchor, score);
        }

        var baskets = Together.Of(context.Snapshot, best.Item, item);
        var factor = lift.Shrunken(baskets, lift.Expected(context.Snapshot[best.Item].Counts, context.Snapshot[item].Counts));
        var text = string.Create(CultureInfo.InvariantCulture, $"Bought together with {context.Catalog.Label(best.Item)} {factor:0.0} times as often as chance ({baskets} baskets)");
        return new Explanation(best.Tier, new Reason(ReasonCodes.BoughtTogether, [context.Catalog[best.Item].Id], [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var (lift, key) = (context.Lift, context.Catalog.HashOf(item));
        List<ScorePart> parts = [];
        foreach (var anchor in context.PurchaseAnchors)
        {
            var live = context.Snapshot[anchor.Item];
            var at = live.CoPurchases.Keys.IndexOf(key);
            if (at < 0 || CoPurchaseScore.Of(context.Snapshot, lift, anchor.Item, at, item) is not (> 0 and var score)) continue;
            var (together, expected) = (Together.Of(context.Snapshot, anchor.Item, item), lift.Expected(live.Counts, context.Snapshot[item].Counts));
            var share = live.CoPurchases.Weights[at] / live.CoPurchases.Total;
            var text = string.Create(CultureInfo.InvariantCulture, $"{together} baskets with both, {expected:0.0} by chance: {lift.Shrunken(together, expected):0.0} times as often, with {context.Options.Lift.Shrinkage:0.##} baskets of doubt added to both; {share * 100:0.0} % of what is bought with it; weight {anchor.Weight:0.##}");
            parts.Add(new ScorePart(context.Catalog[anchor.Item].Id.Value, anchor.Weight * score, text));
        }

        return parts;
    }
}
