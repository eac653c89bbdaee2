using Recs.Core.Catalog;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations;

/// <summary>An answer.</summary>
public sealed record RecommendationList
{
    /// <summary>UUIDv7; impressions and clicks refer to it.</summary>
    public required Guid ListId { get; init; }

    public required RecommendationForm Form { get; init; }

    /// <summary>The place on the page it was made for; null: not said.</summary>
    public string? Placement { get; init; }

    /// <summary>Of the visitor; null where none is known.</summary>
    public LifecycleStage? Stage { get; init; }

    /// <summary>Best first, each product once.</summary>
    public required IReadOnlyList<RecommendedItem> Items { get; init; }

    /// <summary>Something the answer should rest on could not be read.</summary>
    public bool Degraded { get; init; }

    /// <summary>Why there are fewer items than asked for; null: there are not.</summary>
    public Shortfall? Shortfall { get; init; }
}

/// <param name="Item">The product's facts; its title is empty where nobody has told it.</param>
/// <param name="Score">Comparable only among items of one list with the same reason code; the order of the list is the ranking.</param>
/// <param name="Tier">How close to the visitor the evidence is.</param>
/// <param name="Reason">The evidence.</param>
public sealed record RecommendedItem(CatalogItem Item, double Score, RecommendationTier Tier, Reason Reason)
{
    /// <summary>What its place comes from; null: not asked for.</summary>
    public Explanations.PlaceExplanation? Explanation { get; init; }
}

/// <param name="Missing">How many fewer than asked for.</param>
/// <param name="Code"><c>no_catalogue</c>, <c>unknown_category</c>, <c>no_eligible_items</c> or <c>chain_exhausted</c>; of an up-sell <c>no_anchor</c>, <c>no_price</c> or <c>no_upgrade</c>, of a referral <c>circle_too_small</c>.</param>
/// <param name="Text">A sentence in English.</param>
public sealed record Shortfall(int Missing, string Code, string Text);
