using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>All live counts of one product, over all partitions. Immutable once in a snapshot.</summary>
/// <param name="Counts">Views, orders, popularity.</param>
/// <param name="CoViews">Products viewed in the same sessions.</param>
/// <param name="CoPurchases">Products bought in the same baskets.</param>
public sealed record ItemLive(ItemCounts Counts, Neighbours CoViews, Neighbours CoPurchases)
{
    public static readonly ItemLive Nothing = new(new ItemCounts(), Neighbours.None, Neighbours.None);
}
