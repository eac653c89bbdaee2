using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class OrderTests
{
    [Fact]
    public void Orders_add_up_per_currency()
    {
        var ann = new Shopper();
        ann.Order("o1", 10.1234m);
        ann.Order("o2", 5);
        ann.Order("o3", 7, "USD");
        Assert.Equal((15.1234m, 2), (ann.Net(), ann.OrdersIn()));
        Assert.Equal((7m, 1), (ann.Net("USD"), ann.OrdersIn("USD")));
        Assert.Equal((3, 3), (ann.State.Spending.NetOrders, ann.State.OrdersPlaced));
    }

    [Fact]
    public void An_order_counts_once_for_good()
    {
        var ann = new Shopper();
        Assert.True(ann.Order("o1", 10).Counts);
        ann.AfterDays(400);
        Assert.False(ann.Restart().Order("o1", 99, "USD", message: "another").Counts);
        Assert.Equal((10m, 1, 1), (ann.Net(), ann.State.Spending.NetOrders, ann.State.OrdersPlaced));
        Assert.Equal(0, ann.Net("USD"));
    }

    [Fact]
    public void The_shops_own_report_takes_the_place_of_a_browsers_and_makes_it_verified()
    {
        var ann = new Shopper();
        ann.Order("o1", 0.01m, "USD", trusted: false, lines: [Shopper.Line("mug"), Shopper.Line("cup")]);
        Assert.False(ann.Grain.Orders.Find(Hash64.Of("o1"))!.Verified);
        ann.Order("o1", 10, lines: Shopper.Line("pot"));
        Assert.True(ann.Grain.Orders.Find(Hash64.Of("o1"))!.Verified);
        Assert.Equal((10m, 0m, 1L, 1L), (ann.Net(), ann.Net("USD"), ann.State.Spending.NetOrders, ann.State.OrdersPlaced));
        Assert.Equal((10m, new ItemId("pot").Hash), (ann.State.LastPurchase!.Total, Assert.Single(ann.State.LastPurchase.Lines).Item));
    }

    [Fact]
    public void A_browser_takes_nothing_from_an_order_the_shop_has_reported()
    {
        var ann = new Shopper();
        ann.Order("o1", 10);
        ann.Send(new OrderRefunded(ann.Header() with { Trusted = false }, "o1", null, null, []));
        ann.Order("o1", 0.01m, trusted: false);
        Assert.Equal((10m, LifecycleStage.Customer), (ann.Net(), ann.State.Stage));
    }

    [Fact]
    public void The_shops_own_report_moves_amounts_and_categories()
    {
        var ann = new Shopper();
        ann.Order("o1", 10, trusted: false, lines: Shopper.Line("a", category: "A"));
        Assert.False(ann.Grain.Orders.Find(Hash64.Of("o1"))!.Verified);
        ann.AfterMinutes(1).Order("o1", 12, "USD", lines: Shopper.Line("b", category: "B"));
        Assert.True(ann.Grain.Orders.Find(Hash64.Of("o1"))!.Verified);
        Assert.Equal((0m, 12m, 1, 1), (ann.Net(), ann.Net("USD"), ann.State.Spending.NetOrders, ann.State.OrdersPlaced));
        Assert.Equal((0, 1), (Bought(ann, "A"), Bought(ann, "B")));
        Assert.Equal([Hash64.Of("b")], ann.State.LastPurchase!.Lines.Select(l => l.Item));
        ann.AfterMinutes(1).Order("o1", 99, trusted: false);
        Assert.Equal(12, ann.Net("USD"));
    }

    [Fact]
    public void It_empties_the_cart()
    {
        var ann = new Shopper().Add("mug").AfterMinutes(1);
        ann.Order("o1", 10);
        Assert.True(ann.State.Cart.IsEmpty);
        Assert.True(ann.AfterMinutes(1).Add("cup").State.Cart.Lines.Single().Item == Hash64.Of("cup"));
    }

    [Fact]
    public void Its_lines_count_per_category()
    {
        var ann = new Shopper();
        ann.Order("o1", 10, lines: [Shopper.Line("a", category: "A"), Shopper.Line("b", category: "A"), Shopper.Line("c", category: "B"), Shopper.Line("d")]);
        Assert.Equal((2, 1, 1), (Bought(ann, "A"), Bought(ann, "B"), ann.State.Categories.Other.Bought));
    }

    [Fact]
    public void It_tells_what_was_bought_before()
    {
        var ann = new Shopper();
        Assert.Null(ann.Order("o1", 10, lines: [Shopper.Line("a"), Shopper.Line("a"), Shopper.Line("b")]).BoughtBefore);
        var second = ann.Order("o2", 10, lines: [Shopper.Line("a")]);
        Assert.Equal([Hash64.Of("a"), Hash64.Of("b")], second.BoughtBefore!.Order().OrderBy(h => h == Hash64.Of("b")));
        Assert.Null(second.BoughtAgainBefore);
        Assert.Equal([Hash64.Of("a")], ann.Order("o3", 10).BoughtAgainBefore!);
    }

    [Fact]
    public void The_mean_interval_is_between_the_orders()
    {
        var ann = new Shopper();
        ann.Order("o1", 10);
        Assert.Null(ann.State.Spending.MeanGap);
        ann.AfterDays(3).Order("o2", 10);
        ann.AfterDays(1).Order("o3", 10);
        Assert.Equal(TimeSpan.FromDays(2), ann.State.Spending.MeanGap);
    }

    [Fact]
    public void The_last_purchase_is_the_newest_order_with_its_first_20_lines()
    {
        var ann = new Shopper();
        ann.Order("o1", 10);
        ann.AfterDays(1).Order("o2", 99.5m, "GBP", lines: [.. Enumerable.Range(1, 23).Select(i => Shopper.Line($"item-{i}", i) with { Quantity = i })]);
        var last = ann.State.LastPurchase!;
        Assert.Equal((Hash64.Of("o2"), "GBP", 99.5m, 3, ann.Now), (last.Order, last.Currency, last.Total, last.MoreLines, last.Stamp.Time));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => new PurchaseLine(Hash64.Of($"item-{i}"), i, i)), last.Lines);
    }

    private static long Bought(Shopper ann, string category) => ann.State.Categories.Entries.Single(c => c.Key == Hash64.Of(category)).Bought;
}
