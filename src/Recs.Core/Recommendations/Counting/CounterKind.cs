namespace Recs.Core.Recommendations.Counting;

/// <summary>What a stored counter counts. The numbers are stored and never reused.</summary>
public enum CounterKind : byte
{
    /// <summary><see cref="ItemCounts"/> under the item's hash.</summary>
    Item = 1,

    /// <summary><see cref="NeighbourList"/> of products viewed in the same sessions, under the item's hash.</summary>
    CoViews = 2,

    /// <summary><see cref="NeighbourList"/> of products bought in the same baskets, under the item's hash.</summary>
    CoPurchases = 3,

    /// <summary><see cref="SiteTotals"/> under the key 0.</summary>
    Site = 4,

    /// <summary><see cref="ListTotals"/> of a day, under its number since 1970.</summary>
    ListDay = 5,
}
