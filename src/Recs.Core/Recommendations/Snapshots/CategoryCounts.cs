namespace Recs.Core.Recommendations.Snapshots;

/// <summary>What is counted of whole categories, by the catalogue's numbers of them.</summary>
public sealed class CategoryCounts
{
    private readonly CategoryCount[] _counts;

    private CategoryCounts(CategoryCount[] counts) => _counts = counts;

    public CategoryCount this[int category] => _counts[category];

    internal static CategoryCounts Of(SiteSnapshot site)
    {
        var counts = new CategoryCount[site.Catalog.Categories.Count];
        for (var item = 0; item < site.Catalog.Count; item++)
        {
            ref var count = ref counts[site.Catalog.CategoryOf(item)];
            var own = site[item].Counts;
            count = new CategoryCount(count.Products + 1, count.Orders + own.Orders, count.Views + own.Views);
        }

        return new CategoryCounts(counts);
    }
}

/// <param name="Products">How many products the category has.</param>
/// <param name="Orders">Their orders, one that holds two of them counted twice.</param>
/// <param name="Views">Sessions that viewed them, one that viewed two counted twice.</param>
public readonly record struct CategoryCount(int Products, long Orders, long Views)
{
    /// <summary>0 to 1; 0 where nothing was viewed.</summary>
    public double OrdersPerView => Views == 0 ? 0 : Math.Min(1, Orders / (double)Views);

    internal CategoryCount Plus(CategoryCount other) => new(Products + other.Products, Orders + other.Orders, Views + other.Views);
}
