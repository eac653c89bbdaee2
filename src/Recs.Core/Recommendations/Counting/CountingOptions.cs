namespace Recs.Core.Recommendations.Counting;

/// <summary>The numbers that shape the live counts. The counts are a fold, so a replay must be given the same ones.</summary>
public sealed record CountingOptions
{
    public static readonly CountingOptions Default = new();

    /// <summary>Half-life of the weight that shows what is rising now. Default 1 day.</summary>
    public TimeSpan FastHalfLife { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Half-life of the weight that shows what is liked. Default 14 days.</summary>
    public TimeSpan SlowHalfLife { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Half-life of the weights of neighbours, by which the lightest is evicted. Default 365 days.</summary>
    public TimeSpan NeighbourHalfLife { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Products kept per item and partition that were bought with it. Default 128.</summary>
    public int CoPurchaseNeighbours { get; init; } = 128;

    /// <summary>Products kept per item and partition that were viewed in one session with it. Default 64.</summary>
    public int CoViewNeighbours { get; init; } = 64;

    /// <summary>How many of the earlier products of a session a view is paired with. Default 8.</summary>
    public int SessionReach { get; init; } = 8;

    /// <summary>Larger baskets contribute the pairs of so many items, chosen by hash. Default 100.</summary>
    public int BasketItems { get; init; } = 100;

    /// <summary>
    /// Products kept per site and partition that only browsers have named and the catalogue does not have: whoever holds a public key can
    /// make up any number. What is there when the room is full stays, so that nobody can drive it out; products of the catalogue and those
    /// that the shop's servers name always find room. Default 10,000.
    /// </summary>
    public int ClaimedItems { get; init; } = 10_000;

    /// <summary>What the first view of a product in a session adds to popularity. Default 1.</summary>
    public double ViewWeight { get; init; } = 1;

    /// <summary>What an addition to the favourites adds to popularity. Default 3.</summary>
    public double WishlistWeight { get; init; } = 3;

    /// <summary>What an addition to a cart adds to popularity. Default 5.</summary>
    public double CartWeight { get; init; } = 5;

    /// <summary>What an order adds to the popularity of each of its products, whatever the quantity. Default 10.</summary>
    public double OrderWeight { get; init; } = 10;
}
