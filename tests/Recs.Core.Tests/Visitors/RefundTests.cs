using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class RefundTests
{
    [Fact]
    public void A_partial_refund_lowers_the_net_amount()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 4);
        Assert.Equal((6m, 1, 1), (ann.Net(), ann.OrdersIn(), ann.State.Spending.NetOrders));
    }

    [Fact]
    public void Partial_refunds_add_up_to_a_full_one()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 4);
        ann.Refund("o1", 6);
        Assert.Equal((0m, 0, 0), (ann.Net(), ann.OrdersIn(), ann.State.Spending.NetOrders));
        Assert.Empty(ann.State.Spending.OrderTimes);
    }

    [Fact]
    public void A_refund_without_amount_takes_what_is_left()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 4);
        ann.Refund("o1", null);
        ann.Refund("o1", null);
        Assert.Equal((0m, 0), (ann.Net(), ann.OrdersIn()));
    }

    [Fact]
    public void The_same_refund_counts_once_for_good()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 4, message: "r1");
        ann.AfterDays(300).Refund("o1", 4, message: "r1");
        Assert.Equal(6, ann.Net());
    }

    [Fact]
    public void Two_refunds_of_one_amount_are_two()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 4);
        ann.Refund("o1", 4);
        Assert.Equal(2, ann.Net());
    }

    [Fact]
    public void A_refund_before_its_order_waits_for_it()
    {
        var ann = new Shopper();
        ann.Refund("o1", 4);
        Assert.Equal((0m, 0), (ann.Net(), ann.State.OrdersPlaced));
        ann.Restart().AfterDays(60).Order("o1", 10);
        Assert.Equal((6m, 1, 1), (ann.Net(), ann.OrdersIn(), ann.State.OrdersPlaced));
    }

    [Fact]
    public void An_order_refunded_in_full_beforehand_never_counts()
    {
        var ann = new Shopper();
        ann.Refund("o1", null);
        ann.Order("o1", 10);
        Assert.Equal((0m, 0, 1), (ann.Net(), ann.OrdersIn(), ann.State.OrdersPlaced));
        Assert.Equal(LifecycleStage.FirstVisit, ann.State.Stage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refund_in_another_currency_lowers_that_currency(bool before)
    {
        var ann = new Shopper();
        if (before) ann.Refund("o1", 4, "USD");
        ann.Order("o1", 10);
        if (!before) ann.Refund("o1", 4, "USD");
        Assert.Equal((10m, -4m, 1), (ann.Net(), ann.Net("USD"), ann.State.Spending.NetOrders));
    }

    [Fact]
    public void A_full_refund_needs_no_currency()
    {
        var ann = Ordered(10);
        ann.Refund("o1", null, "USD");
        Assert.Equal((0m, 0m, 0), (ann.Net(), ann.Net("USD"), ann.State.Spending.NetOrders));
    }

    [Fact]
    public void More_than_was_paid_lowers_the_net_amount_below_nothing()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 15);
        Assert.Equal((-5m, 0), (ann.Net(), ann.OrdersIn()));
    }

    [Fact]
    public void A_corrected_refund_makes_the_order_count_again()
    {
        var ann = Ordered(10);
        ann.Refund("o1", 10);
        Assert.Empty(ann.State.Spending.OrderTimes);
        ann.Refund("o1", -3);
        Assert.Equal((3m, 1), (ann.Net(), ann.OrdersIn()));
        Assert.Single(ann.State.Spending.OrderTimes);
    }

    [Fact]
    public void A_refund_that_names_no_order_lowers_the_net_amount_only()
    {
        var ann = Ordered(10);
        ann.Refund(null, 3);
        ann.Refund(null, 2, "GBP");
        Assert.Equal((7m, -2m, 1), (ann.Net(), ann.Net("GBP"), ann.OrdersIn()));
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
    }

    [Fact]
    public void A_hundred_refunds_are_told_apart_and_more_are_added_up()
    {
        var ann = Ordered(1_000);
        for (var i = 0; i < 150; i++) ann.Refund("o1", 1);
        Assert.Equal(850, ann.Net());
        var order = ann.Grain.Orders.Find(Hash64.Of("o1"))!;
        Assert.Equal((OrderEntry.MaxRefunds, 50m), (order.Refunds.Count, order.RefundedMore));
        for (var i = 0; i < 20; i++) ann.Refund("o1", null);
        Assert.Equal(OrderEntry.MaxRefunds + 1, ann.Grain.Orders.Find(Hash64.Of("o1"))!.Refunds.Count);
        Assert.Equal(0, ann.Net());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_browsers_refund_takes_nothing_from_an_order_the_shop_reported(bool before)
    {
        var ann = new Shopper();
        if (before) ann.Refund("o1", null, trusted: false);
        ann.Order("o1", 10);
        if (!before) ann.Refund("o1", null, trusted: false);
        ann.Refund("o1", 3);
        Assert.Equal((7m, 1), (ann.Net(), ann.OrdersIn()));
    }

    [Fact]
    public void It_counts_until_the_shop_reports_the_order()
    {
        var ann = new Shopper();
        ann.Order("o1", 10, trusted: false);
        ann.Refund("o1", 4, trusted: false);
        ann.Refund("o1", 1);
        Assert.Equal(5, ann.Net());
        ann.Order("o1", 12);
        Assert.Equal((11m, 1), (ann.Net(), ann.OrdersIn()));
    }

    private static Shopper Ordered(decimal total)
    {
        var ann = new Shopper();
        ann.Order("o1", total);
        return ann;
    }
}
