using System.Globalization;
using Recs.Core.Catalog;

namespace Recs.Core.Recommendations;

/// <summary>What a page asks for. Products and categories that nobody knows are no error: the answer falls back.</summary>
public sealed record RecommendationRequest(RecommendationForm Form)
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 200;
    public const int MaxCart = 200;
    public const int MaxRecent = 50;
    public const int MaxExclude = 500;
    public const int MaxAttributes = 16;
    public const int MaxPlacement = 100;

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

    /// <summary>What other lists of the page hold; not here again.</summary>
    public IReadOnlyList<ItemId> Taken { get; init; } = [];

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The place on the page, as impressions and clicks will name it and as rules may ask for it; null: not said.</summary>
    public string? Placement { get; init; }

    /// <summary>
    /// 0 (default) to 1: how much the list is mixed by category and brand, see <see cref="Variety.Diversifier"/>. 0 leaves the
    /// ranking as it is.
    /// </summary>
    public double Diversity { get; init; }

    /// <summary>Say of each product what its score is made of and which rules have moved it.</summary>
    public bool Explain { get; init; }

    /// <summary>What the list has given already, best first: the answer goes on behind it and repeats none of it.</summary>
    public IReadOnlyList<ItemId> After { get; init; } = [];

    /// <summary>The visitor's state could not be read in time, so the answer is given without it and marked as degraded.</summary>
    public bool VisitorUnavailable { get; init; }

    /// <summary>Everything that is wrong with the request, naming the field; empty: nothing.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Limit is < 1 or > MaxLimit) problems.Add($"limit is {Limit}; 1 to {MaxLimit} is possible");
        if (Cart.Count > MaxCart) problems.Add($"cart names {Cart.Count} products; at most {MaxCart} are possible");
        if (Recent.Count > MaxRecent) problems.Add($"recent names {Recent.Count} products; at most {MaxRecent} are possible");
        if (Exclude.Count > MaxExclude) problems.Add($"exclude names {Exclude.Count} products; at most {MaxExclude} are possible");
        if (Attributes.Count > MaxAttributes) problems.Add($"attributes names {Attributes.Count}; at most {MaxAttributes} are possible");
        if (Placement?.Length > MaxPlacement) problems.Add($"placement has {Placement.Length} characters; at most {MaxPlacement} are possible");
        if (MinPrice > MaxPrice) problems.Add($"minPrice: the lowest price {MinPrice} is above maxPrice, the highest, {MaxPrice}");
        if (!(Diversity is >= 0 and <= 1)) problems.Add(string.Create(CultureInfo.InvariantCulture, $"diversity is {Diversity}; 0 to 1 is possible"));
        return problems;
    }
}
