using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class StageTests
{
    [Fact]
    public void One_session_is_a_first_visit() => Assert.Equal(LifecycleStage.FirstVisit, new Shopper().Page().AfterMinutes(5).View("mug").State.Stage);

    [Fact]
    public void A_second_session_is_a_return_visit()
    {
        var ann = new Shopper().Page().AfterDays(1).Page();
        Assert.Equal(LifecycleStage.ReturnVisit, ann.State.Stage);
        Assert.Equal(["FirstVisit → ReturnVisit"], ann.Told(VisitorChangeKind.Stage));
    }

    [Fact]
    public void Signing_up_makes_a_prospect()
    {
        var ann = new Shopper().Page();
        ann.Send(new Core.Events.SignedUp(ann.Header(), "mail"));
        Assert.Equal(LifecycleStage.Prospect, ann.State.Stage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Identifying_makes_a_prospect_with_proof_or_without(bool proven)
    {
        var ann = new Shopper("user-1").Page();
        ann.Identify("user-1", proven);
        Assert.Equal(LifecycleStage.Prospect, ann.State.Stage);
        Assert.Equal(proven, ann.State.Identified);
    }

    [Fact]
    public void A_net_order_makes_a_customer()
    {
        var ann = new Shopper();
        ann.Order("o1", 10);
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
    }

    [Theory]
    [InlineData(10.0, LifecycleStage.FirstVisit)]
    [InlineData(9.995, LifecycleStage.FirstVisit)]
    [InlineData(9.99, LifecycleStage.Customer)]
    public void An_order_refunded_in_full_does_not_count(double refunded, LifecycleStage stage)
    {
        var ann = new Shopper();
        ann.Order("o1", 10);
        ann.Refund("o1", (decimal)refunded);
        Assert.Equal(stage, ann.State.Stage);
        Assert.Equal(1, ann.State.OrdersPlaced);
    }

    [Fact]
    public void A_customer_refunded_in_full_falls_to_what_remains()
    {
        var ann = new Shopper("user-1").Page();
        ann.Identify("user-1", true);
        ann.AfterDays(1).Order("o1", 10);
        ann.AfterDays(1).Refund("o1", null);
        Assert.Equal(["FirstVisit → Prospect", "Prospect → Customer", "Customer → Prospect"], ann.Told(VisitorChangeKind.Stage));
    }

    [Fact]
    public void Three_net_orders_within_a_year_make_a_loyal_customer()
    {
        var ann = Ordering(3, days: 180);
        Assert.Equal(LifecycleStage.LoyalCustomer, ann.State.Stage);
        Assert.Equal("order_completed", ann.Changes[^1].Cause);
    }

    [Fact]
    public void Two_orders_do_not() => Assert.Equal(LifecycleStage.Customer, Ordering(2, days: 5).State.Stage);

    [Fact]
    public void Three_orders_of_which_one_was_refunded_do_not()
    {
        var ann = Ordering(3, days: 5);
        ann.Refund("order-1", null);
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
    }

    [Fact]
    public void Orders_more_than_a_year_apart_do_not() => Assert.Equal(LifecycleStage.Customer, Ordering(3, days: 183).State.Stage);

    [Fact]
    public void Frequent_buyers_stay_loyal_for_30_days()
    {
        var ann = Ordering(5, days: 2).Wait(TimeSpan.FromDays(30));
        Assert.Equal(LifecycleStage.LoyalCustomer, ann.State.Stage);
        ann.Wait(TimeSpan.FromMilliseconds(1));
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
    }

    [Fact]
    public void Slow_buyers_stay_loyal_for_two_of_their_gaps()
    {
        var ann = Ordering(4, days: 40).Wait(TimeSpan.FromDays(80));
        Assert.Equal(LifecycleStage.LoyalCustomer, ann.State.Stage);
        ann.Wait(TimeSpan.FromMilliseconds(1));
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
    }

    [Fact]
    public void Loyalty_ends_when_the_third_newest_order_is_a_year_old()
    {
        var ann = Ordering(3, days: 180);
        ann.Wait(TimeSpan.FromDays(5));
        Assert.Equal(LifecycleStage.LoyalCustomer, ann.State.Stage);
        ann.Wait(TimeSpan.FromMilliseconds(1));
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
    }

    [Fact]
    public void The_mean_gap_is_that_of_the_newest_ten_orders()
    {
        var ann = Ordering(1, days: 0);
        ann.AfterDays(300);
        for (var i = 2; i <= 11; i++)
        {
            ann.AfterDays(1);
            ann.Order($"order-{i}", 10);
        }

        Assert.Equal(TimeSpan.FromDays(1), ann.State.Spending.MeanGap);
        Assert.Equal(10, ann.State.Spending.OrderTimes.Count);
        Assert.Equal(11, ann.State.Spending.NetOrders);
    }

    [Fact]
    public void After_a_refund_the_newest_ten_are_again_ten()
    {
        var ann = Ordering(12, days: 3);
        ann.Refund("order-12", null);
        Assert.Equal(11, ann.State.Spending.NetOrders);
        Assert.Equal(ann.Grain.Orders.Times().OrderDescending().Take(10), ann.State.Spending.OrderTimes);
        Assert.Equal(10, ann.State.Spending.OrderTimes.Count);
    }

    [Fact]
    public void Falling_is_told_with_its_cause_and_due_time()
    {
        var ann = Ordering(3, days: 2);
        var newest = ann.Now;
        ann.Wait(TimeSpan.FromDays(400));
        var fall = Assert.Single(ann.Changes, c => c.Kind == VisitorChangeKind.Stage && c.Cause == "timer");
        Assert.Equal(("LoyalCustomer", "Customer"), (fall.Old, fall.New));
        Assert.Equal(newest + TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(1), fall.Due);
    }

    [Fact]
    public void A_loyal_customer_rises_again_with_the_next_order()
    {
        var ann = Ordering(3, days: 2).Wait(TimeSpan.FromDays(60));
        ann.Order("order-4", 10);
        Assert.Equal(LifecycleStage.LoyalCustomer, ann.State.Stage);
    }

    private static Shopper Ordering(int orders, double days)
    {
        var ann = new Shopper();
        for (var i = 1; i <= orders; i++)
        {
            ann.Order($"order-{i}", 10);
            if (i < orders) ann.AfterDays(days);
        }

        return ann;
    }
}
