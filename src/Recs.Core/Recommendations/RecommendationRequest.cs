using Recs.Core.Catalog;

namespace Recs.Core.Recommendations;

/// <summary>What a page asks for. Products and categories that nobody knows are no error: the answer falls back.</summary>
public sealed record RecommendationRequest(RecommendationForm Form)
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 200;
    public const int MaxCart = 200;
    public const int MaxRecent = 50;

    /// <summary>The product the page shows; never part of the answer.</summary>
    public ItemId? Item { get; init; }

    /// <summary>What lies in the cart, at most <see cref="MaxCart"/>; empty: the cart of the visitor's state counts.</summary>
    public IReadOnlyList<ItemId> Cart { get; init; } = [];

    /// <summary>
    /// What was done lately, newest first, at most <see cref="MaxRecent"/>: the session of somebody who is not known. Ignored
    /// where a visitor is, whose state knows better.
    /// </summary>
    public IReadOnlyList<RecentItem> Recent { get; init; } = [];

    /// <summary>Only this category and what lies below it, spelt as the catalogue spells it but for spaces around the parts; null: any.</summary>
    public string? Category
    {
        get;
        init => field = value is not null && CategoryPath.Normalise(value) is { Length: > 0 } path ? path : null;
    }

    /// <summary>Only from this price on; items without a price then do not qualify.</summary>
    public decimal? MinPrice { get; init; }

    /// <summary>Only up to this price; items without a price then do not qualify.</summary>
    public decimal? MaxPrice { get; init; }

    /// <summary>Only items with these attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>Never these.</summary>
    public IReadOnlyList<ItemId> Exclude { get; init; } = [];

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The visitor's state could not be read in time, so the answer is given without it and marked as degraded.</summary>
    public bool VisitorUnavailable { get; init; }

    /// <summary>Everything that is wrong with the request, naming the field; empty: nothing.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Limit is < 1 or > MaxLimit) problems.Add($"limit is {Limit}; 1 to {MaxLimit} is possible");
        if (Cart.Count > MaxCart) problems.Add($"cart names {Cart.Count} products; at most {MaxCart} are possible");
        if (Recent.Count > MaxRecent) problems.Add($"recent names {Recent.Count} products; at most {MaxRecent} are possible");
        if (MinPrice > MaxPrice) problems.Add($"the lowest price {MinPrice} is above the highest {MaxPrice}");
        return problems;
    }
}
