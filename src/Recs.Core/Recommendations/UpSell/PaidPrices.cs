using System.Collections.Concurrent;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>
/// What people pay in each top category: the prices of its products as of today, each as often as the product was ordered. Worked out
/// when somebody first asks and kept with the snapshot.
/// </summary>
internal sealed class PaidPrices(SiteSnapshot site)
{
    private readonly ConcurrentDictionary<(int Top, string Currency), (decimal[] Prices, long[] Orders)> _known = new();

    /// <summary>The price that a share of the orders of a product's top category, in its currency, does not exceed (nearest rank); null where there are too few.</summary>
    /// <param name="item">The product.</param>
    /// <param name="share">Above 0, at most 1.</param>
    /// <param name="least">How many orders tell.</param>
    public decimal? Percentile(int item, double share, int least)
    {
        var top = site.Catalog.Categories.Top(site.Catalog.CategoryOf(item));
        if (top == 0) return null;
        var (prices, orders) = _known.GetOrAdd((top, site.Catalog[item].Currency ?? ""), Gather);
        if (orders.Length == 0 || orders[^1] < least) return null;
        var rank = (long)Math.Ceiling(share * orders[^1]);
        var at = Array.BinarySearch(orders, rank);
        return prices[at < 0 ? ~at : at];
    }

    // Ascending prices of what was ordered, and how many orders there are up to each.
    private (decimal[] Prices, long[] Orders) Gather((int Top, string Currency) key)
    {
        var (catalog, categories) = (site.Catalog, site.Catalog.Categories);
        var paid = new List<(decimal Price, long Orders)>();
        for (var category = 1; category < categories.Count; category++)
        {
            if (categories.Top(category) != key.Top) continue;
            foreach (var item in categories.Items(category))
            {
                if (site[item].Counts.Orders is > 0 and var orders && catalog[item].Price is > 0 and { } price && (catalog[item].Currency ?? "") == key.Currency)
                    paid.Add((price, orders));
            }
        }

        paid.Sort();
        var (prices, sums) = (new decimal[paid.Count], new long[paid.Count]);
        for (var i = 0; i < paid.Count; i++) (prices[i], sums[i]) = (paid[i].Price, paid[i].Orders + (i > 0 ? sums[i - 1] : 0));
        return (prices, sums);
    }
}
