using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// For anchors of which baskets tell too little themselves: what is bought with products like them, by category and price, see
/// <see cref="LikeComplements"/>. Of a long cart the first products are asked (<see cref="RecommenderOptions.LikeAnchors"/>).
/// </summary>
internal sealed class LikeCoPurchaseSource : ICandidateSource
{
    public string Name => SourceNames.CoPurchasesOfLike;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        for (var a = 0; a < Asked(context); a++)
        {
            var anchor = context.PurchaseAnchors[a];
            foreach (var other in context.Relations[anchor.Item].BoughtWithLike) scores.Add(other.Item, anchor.Weight * other.Score);
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var (best, found) = (default(Anchor), default(LikeComplement));
        for (var a = 0; a < Asked(context); a++)
        {
            var anchor = context.PurchaseAnchors[a];
            if (Find(context, anchor, item) is { } other && anchor.Weight * other.Score > best.Weight * found.Score) (best, found) = (anchor, other);
        }

        var (from, to) = (PathOf(context, best.Item), PathOf(context, item));
        var factor = context.Lift.Shrunken(found.Pairs, found.Expected);
        var text = from == to
            ? string.Create(CultureInfo.InvariantCulture, $"People who buy from {from} often buy several of like prices: {factor:0.0} times as often as chance ({found.Pairs:0} pairs in baskets)")
            : string.Create(CultureInfo.InvariantCulture, $"People who buy from {from} also buy from {to}, at like prices {factor:0.0} times as often as chance ({found.Pairs:0} pairs in baskets)");
        return new Explanation(RecommendationTier.Segment, new Reason(ReasonCodes.LikeBoughtTogether, [context.Catalog[best.Item].Id], from == to ? [from] : [from, to], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        List<ScorePart> parts = [];
        for (var a = 0; a < Asked(context); a++)
        {
            var anchor = context.PurchaseAnchors[a];
            if (Find(context, anchor, item) is not { } other) continue;
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{other.Pairs:0} pairs in baskets of products like the two by category and price, {other.Expected:0.0} by chance: {context.Lift.Shrunken(other.Pairs, other.Expected):0.0} times as often, with {context.Options.Lift.Shrinkage:0.##} of doubt added to both; {other.Share * 100:0.0} % of what is bought with products like it; weight {anchor.Weight:0.##}");
            parts.Add(new ScorePart(context.Catalog[anchor.Item].Id.Value, anchor.Weight * other.Score, text));
        }

        return parts;
    }

    private static int Asked(RecommendationContext context) => Math.Min(context.PurchaseAnchors.Count, context.Options.LikeAnchors);

    private static LikeComplement? Find(RecommendationContext context, Anchor anchor, int item)
    {
        foreach (var other in context.Relations[anchor.Item].BoughtWithLike)
        {
            if (other.Item == item) return other;
        }

        return null;
    }

    private static string PathOf(RecommendationContext context, int item) => context.Catalog.Categories.Path(context.Catalog.CategoryOf(item));
}
