using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>
/// Which of two products is liked better, by the best evidence there is of both: orders per view where both were viewed often enough,
/// else their shares of the orders of their category (of both, where they differ), else of its views. Each figure is drawn towards that
/// of an average product: with o orders in v views, r orders per view in the category and k of <see cref="UpSellOptions.Shrinkage"/>,
/// (o + k · r) / (v + k); with o of the O orders of n products, (o + k / n) / (O + k).
/// </summary>
internal readonly struct ProductLiking(SiteSnapshot site, UpSellOptions options)
{
    /// <summary>The evidence by which a product is liked at least as well as another; <see cref="LikingEvidence.None"/>: it is not, or nothing tells.</summary>
    public LikingEvidence AtLeast(int item, int other)
    {
        var evidence = Best(site[item].Counts, site[other].Counts);
        return evidence != LikingEvidence.None && Of(item, other, evidence) >= Of(other, item, evidence) ? evidence : LikingEvidence.None;
    }

    /// <summary>The figure of a product beside another, 0 to 1.</summary>
    public double Of(int item, int other, LikingEvidence evidence)
    {
        var counts = site[item].Counts;
        var own = site.CategoryCounts[site.Catalog.CategoryOf(item)];
        var both = site.Catalog.CategoryOf(item) == site.Catalog.CategoryOf(other) ? own : own.Plus(site.CategoryCounts[site.Catalog.CategoryOf(other)]);
        var k = options.Shrinkage;
        return evidence switch
        {
            LikingEvidence.OrderRate => (counts.Orders + (k * own.OrdersPerView)) / (counts.Views + k),
            LikingEvidence.Orders => (counts.Orders + (k / both.Products)) / (both.Orders + k),
            LikingEvidence.Views => (counts.Views + (k / both.Products)) / (both.Views + k),
            _ => 0,
        };
    }

    // What nobody has ordered, or viewed, is liked by nobody, however little is known of the other.
    private LikingEvidence Best(ItemCounts item, ItemCounts other)
    {
        if (Tells(item) && Tells(other) && item.Orders > 0) return LikingEvidence.OrderRate;
        if (item.Orders > 0) return LikingEvidence.Orders;
        return item.Views > 0 && other.Orders == 0 ? LikingEvidence.Views : LikingEvidence.None;
    }

    // Orders of products whose views were not told, as of an imported history, say nothing per view.
    private bool Tells(ItemCounts counts) => counts.Views >= options.MinViews && counts.Views >= counts.Orders;
}
