using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Tests.Recommendations.Counting;

public sealed class PartitionCountsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Counts_views_carts_orders_and_units_of_a_product()
    {
        var counted = new Counted().Apply(
            Given.View("A"),
            Given.Of(new CartAdded(Given.Header(), Given.Line("A", 3))),
            Given.Of(new OrderCompleted(Given.Header(), "1", "GBP", 12.5m, [Given.Line("A", 2), Given.Line("A", 5), Given.Line("B")])));
        var a = counted.Item("A");
        Assert.Equal((1, 1, 1, 7), (a.Views, a.CartAdds, a.Orders, a.Units));
        Assert.Equal((1, 1L), (counted.Totals().Baskets, counted.Item("B").Orders));
        Assert.Equal((1, 12.5m), counted.Totals().Gross["GBP"]);
    }

    [Fact]
    public void Counts_a_view_repeated_in_the_session_only_once()
    {
        var counted = new Counted().Apply(
            Given.View("A"),
            Given.View("B", earlier: ["A"]),
            Given.View("A", earlier: ["B"], again: true));
        Assert.Equal(1, counted.Item("A").Views);
        Assert.Equal(1u, counted.Pair(CounterKind.CoViews, "A", "B").Count);
        Assert.Equal(2, counted.Totals().Views);
    }

    [Fact]
    public void Tells_buyers_from_those_who_bought_again()
    {
        var counted = new Counted().Apply(
            Given.Order("1", ["A"]),
            Given.Order("2", ["A"], before: ["A"]),
            Given.Order("3", ["A"], before: ["A"], againBefore: ["A"]),
            Given.Order("4", ["A"], before: ["B"]));
        var a = counted.Item("A");
        Assert.Equal((4, 2, 1), (a.Orders, a.Buyers, a.Rebuyers));
    }

    [Fact]
    public void Co_views_go_both_ways_and_fade_with_the_distance()
    {
        var counted = new Counted().Apply(Given.View("C", earlier: ["B", "A"]));
        var near = counted.Pair(CounterKind.CoViews, "C", "B");
        var far = counted.Pair(CounterKind.CoViews, "C", "A");
        Assert.Equal(1 / Math.Sqrt(2), far.Weight / near.Weight, 6);
        Assert.Equal(near, counted.Pair(CounterKind.CoViews, "B", "C"));
        Assert.Equal(far, counted.Pair(CounterKind.CoViews, "A", "C"));
        Assert.Equal(0u, counted.Pair(CounterKind.CoViews, "A", "B").Count);
    }

    [Fact]
    public void Co_views_reach_eight_products_back()
    {
        var earlier = Enumerable.Range(0, 30).Select(i => $"E{i}").ToArray();
        var counted = new Counted().Apply(Given.View("A", earlier: earlier));
        Assert.Equal(8, counted.Neighbours(CounterKind.CoViews, "A").Length);
        Assert.Equal(1u, counted.Pair(CounterKind.CoViews, "A", "E7").Count);
        Assert.False(counted.Has(CounterKind.CoViews, "E8"));
    }

    [Fact]
    public void A_basket_counts_each_pair_once_and_gives_each_product_a_weight_of_one()
    {
        var counted = new Counted().Apply(Given.Order("1", ["A", "B", "C", "B", "A"]));
        foreach (var (item, other) in new[] { ("A", "B"), ("B", "A"), ("A", "C"), ("C", "B") })
            Assert.Equal(1u, counted.Pair(CounterKind.CoPurchases, item, other).Count);
        Assert.Equal(2, counted.Neighbours(CounterKind.CoPurchases, "A").Length);
        var list = counted.Neighbours(CounterKind.CoPurchases, "A");
        Assert.Equal(list.Weights[0] + list.Weights[1], list.Total, 3);
        Assert.Equal((1, 3, 6), (counted.Totals().PairedBaskets, counted.Totals().PairedItems, counted.Totals().OrderedPairs));
    }

    [Fact]
    public void A_basket_of_one_product_counts_but_pairs_nothing()
    {
        var counted = new Counted().Apply(Given.Order("1", ["A"]));
        Assert.False(counted.Has(CounterKind.CoPurchases, "A"));
        Assert.Equal((1, 0), (counted.Totals().Baskets, counted.Totals().PairedBaskets));
    }

    [Fact]
    public void A_basket_without_products_counts_as_an_order_only()
    {
        var counted = new Counted().Apply(Given.Order("1", []));
        Assert.Equal((0, 1), (counted.Totals().Baskets, counted.Totals().Gross["GBP"].Orders));
    }

    [Fact]
    public void Large_baskets_pair_a_hundred_products_that_differ_from_order_to_order()
    {
        var items = Enumerable.Range(0, 300).Select(i => $"I{i}").ToArray();
        var counted = new Counted(new CountingOptions { CoPurchaseNeighbours = 500 }).Apply(Given.Order("1", items), Given.Order("2", items));
        Assert.Equal((600, 200, 2 * 100 * 99), (items.Sum(i => counted.Item(i).Orders), counted.Totals().PairedItems, counted.Totals().OrderedPairs));
        Assert.InRange(items.Count(i => counted.Item(i).PairedBaskets == 2), 15, 60);
    }

    [Fact]
    public void Refunds_lower_nothing()
    {
        var once = new Counted().Apply(Given.Order("1", ["A", "B"]));
        var refunded = new Counted().Apply(Given.Order("1", ["A", "B"]), Given.Of(new OrderRefunded(Given.Header(), "1", null, null, Given.Lines("A", "B"))));
        Assert.Equal(once.Bytes(), refunded.Bytes());
    }

    [Fact]
    public void Sites_do_not_mix()
    {
        var counts = new PartitionCounts(CountingOptions.Default);
        counts.Apply(new SiteId("a"), Given.View("X"));
        counts.Apply(new SiteId("b"), Given.View("X"));
        var changed = counts.TakeChanged();
        Assert.Equal(["a", "a", "b", "b"], changed.Select(c => c.Site.Value).Order());
        Assert.All(changed.Where(c => c.Kind == (byte)CounterKind.Item), c => Assert.Equal(1, ItemCounts.Read(c.Bytes).Views));
    }

    [Fact]
    public void Weights_fade_with_their_half_lives_whatever_the_order_of_events()
    {
        var options = CountingOptions.Default;
        var later = Given.Start + (200 * Day);
        foreach (var late in new[] { false, true })
        {
            var counted = new Counted();
            if (late) counted.Apply(Given.View("A", later), Given.View("A", later - Day));
            else counted.Apply(Given.View("A", later - Day), Given.View("A", later));
            Assert.Equal(1.5, counted.Item("A").Fast.At(later, options.FastHalfLife), 5);
            Assert.Equal(1 + double.Exp2(-1 / 14d), counted.Item("A").Slow.At(later, options.SlowHalfLife), 5);
            Assert.Equal(later, counted.Totals().Newest);
        }
    }
}
