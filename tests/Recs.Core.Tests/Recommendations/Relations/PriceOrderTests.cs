using Recs.Core.Catalog;
using Recs.Core.Recommendations.Relations;

namespace Recs.Core.Tests.Recommendations.Relations;

public sealed class PriceOrderTests
{
    [Fact]
    public void The_nearest_in_price_are_as_many_as_the_root_of_the_category()
    {
        // Nine prices, so three are near, the product itself among them.
        var order = Prices(10, 11, 12, 40, 41, 42, 90, 95, 100);
        Assert.Equal([10, 11, 12], order.NearPrices(10));
        Assert.Equal([10, 11, 12], order.NearPrices(12));
        Assert.Equal([40, 41, 42], order.NearPrices(41));
        Assert.Equal([90, 95, 100], order.NearPrices(100));
    }

    [Fact]
    public void Distance_is_that_of_logarithms_and_of_two_equally_near_the_cheaper_counts() =>
        Assert.Equal([5, 10], Prices(5, 10, 20, 1000).NearPrices(10));

    [Fact]
    public void Where_the_price_is_unknown_all_of_the_category_are_near()
    {
        var order = Prices(10, 20, 0, 0, 30, 40);
        Assert.Equal(6, order.Near(2).Count);
        Assert.Equal([10, 20], order.NearPrices(10));
    }

    private static Order Prices(params int[] prices)
    {
        var builder = new CatalogBuilder();
        for (var i = 0; i < prices.Length; i++)
            builder.Put(new CatalogItem(new ItemId($"I{i}"), "") { Category = "C", Price = prices[i] == 0 ? null : prices[i], Currency = "EUR" });
        return new Order(builder.Build(), prices);
    }

    private sealed class Order(CatalogSnapshot catalog, int[] prices)
    {
        private readonly PriceOrder _order = new(catalog);

        public List<int> Near(int item)
        {
            var (from, end) = _order.Near(item);
            return [.. _order.Of(catalog.CategoryOf(item))[from..end].ToArray().Select(i => prices[i])];
        }

        public List<int> NearPrices(int price) => Near(Array.IndexOf(prices, price));
    }
}
