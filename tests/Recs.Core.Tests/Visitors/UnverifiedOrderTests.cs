using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Orders and refunds that only a browser reports are kept up to a number, so that nobody fills the store with them.</summary>
public sealed class UnverifiedOrderTests
{
    [Fact]
    public void Two_hundred_orders_of_a_browser_are_kept_and_further_ones_change_nothing()
    {
        var ann = new Shopper();
        for (var i = 0; i < 200; i++) ann.Order($"o{i}", 1, trusted: false);
        ann.AfterMinutes(1).Add("mug");
        Assert.False(ann.Order("one more", 1, trusted: false, lines: [Shopper.Line("cup", category: "Mugs")]).Counts);
        ann.Refund("never placed", 1, trusted: false);
        Assert.Equal((200, 200m, 200), (ann.State.OrdersPlaced, ann.Net(), ann.Grain.Orders.Entries.Count));
        Assert.Equal((1, 0.0), (ann.State.Cart.Lines.Count(), ann.Category("Mugs")));
    }

    [Fact]
    public void What_the_shop_itself_reports_counts_all_the_same()
    {
        var ann = new Shopper(options: new VisitorOptions { UnverifiedOrders = 3 });
        for (var i = 0; i < 9; i++) ann.Order($"o{i}", 1, trusted: false);
        ann.Order("o0", 2);
        ann.Order("o8", 5);
        ann.Refund("later", 1);
        ann.Order("o5", 7, trusted: false);
        Assert.Equal((5, 2m + 1 + 1 + 5 + 7), (ann.State.OrdersPlaced, ann.Net()));
    }

    [Fact]
    public void Refunds_of_orders_that_never_came_are_counted_among_them()
    {
        var ann = new Shopper(options: new VisitorOptions { UnverifiedOrders = 3 });
        for (var i = 0; i < 9; i++) ann.Refund($"o{i}", 1, trusted: false);
        Assert.Equal(3, ann.Grain.Orders.Entries.Count);
        Assert.Equal(OrderOutcome(ann, "o1"), (1, 9m));
        Assert.Equal((1, 9m), OrderOutcome(ann, "o8"));

        static (long, decimal) OrderOutcome(Shopper ann, string id)
        {
            ann.Order(id, 10, trusted: false);
            return (ann.State.OrdersPlaced, ann.Net());
        }
    }

    [Fact]
    public void A_handover_with_thousands_of_orders_counts_them_all_once()
    {
        var home = new Household();
        for (var i = 0; i < 3_000; i++) home.Order("device", $"o{i}", 1);
        for (var i = 2_990; i < 3_010; i++) home.Order("user", $"o{i}", 1);
        home.AfterMinutes(1).Identify("device", "user");
        Assert.Equal((3_010, 3_010m), (home["user"].Spending.NetOrders, home["user"].Spending.ByCurrency["EUR"].Net));
        Assert.Equal((0, 3_010), (home.Grain("device").Orders.Entries.Count, home.Grain("user").Orders.Entries.Count));
    }
}
