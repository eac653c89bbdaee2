namespace Recs.Core.Recommendations.Lists;

/// <summary>A product at its place in a list that was given.</summary>
/// <param name="Item">The product.</param>
/// <param name="Score">As it was.</param>
/// <param name="Tier">As it was.</param>
/// <param name="ReasonCode">One of <see cref="ReasonCodes"/>.</param>
public sealed record ListedProduct(ItemId Item, double Score, RecommendationTier Tier, string ReasonCode)
{
    /// <summary>The whole reason; kept for pages behind the first, which can be asked for again. Null for the first.</summary>
    public Reason? Reason { get; init; }

    /// <param name="item">As it was recommended.</param>
    /// <param name="withReason">Keep the whole reason.</param>
    public static ListedProduct Of(RecommendedItem item, bool withReason) =>
        new(item.Item.Id, item.Score, item.Tier, item.Reason.Code) { Reason = withReason ? item.Reason : null };
}
