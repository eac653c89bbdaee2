using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>An event older than the newest one changes totals and dated lists, never sessions, stage or timers directly.</summary>
public sealed class LateEventTests
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    [Fact]
    public void Totals_grow()
    {
        var ann = new Shopper().Page().Page("/old", TwoDays).View("mug", late: TwoDays).Engage(10, late: TwoDays);
        Assert.Equal((2, 1, 10_000), (ann.State.Pages, ann.State.ProductViews, ann.State.DwellMilliseconds));
    }

    [Fact]
    public void Dated_lists_take_it_at_its_place()
    {
        var ann = new Shopper().Page("/new").View("new").Page("/old", TwoDays).View("old", late: TwoDays);
        Assert.Equal(["/new", "/old"], ann.State.RecentPages.NewestFirst.Select(p => p.Path));
        Assert.Equal([Hash64.Of("new"), Hash64.Of("old")], ann.State.RecentProducts.NewestFirst.Select(p => p.Key));
    }

    [Fact]
    public void The_first_and_last_times_are_those_of_events()
    {
        var ann = new Shopper().Page().Page(late: TwoDays);
        Assert.Equal(ann.Now, ann.State.LastSeen);
        Assert.Equal(ann.Now - TwoDays, ann.State.FirstSeen);
    }

    [Fact]
    public void A_late_order_counts_at_once_and_is_judged_when_the_clock_goes_on()
    {
        var ann = new Shopper().Page();
        ann.Order("o1", 10, late: TwoDays);
        Assert.Equal(10, ann.Net());
        Assert.Equal(LifecycleStage.FirstVisit, ann.State.Stage);
        Assert.Equal(ann.Now, ann.State.NextDue);
        ann.Wait(TimeSpan.Zero);
        Assert.Equal(LifecycleStage.Customer, ann.State.Stage);
        Assert.Equal("timer", ann.Changes[^1].Cause);
    }

    [Fact]
    public void What_changes_no_judgement_moves_no_timer()
    {
        var ann = new Shopper().Page();
        var due = ann.State.NextDue;
        ann.Page(late: TwoDays).Add("mug", late: TwoDays).Wish("cup", late: TwoDays);
        Assert.Equal(due, ann.State.NextDue);
        Assert.Empty(ann.Changes);
    }

    [Fact]
    public void A_late_order_empties_the_cart_of_what_is_older()
    {
        var ann = new Shopper().Add("mug").AfterMinutes(10).Add("cup").AfterMinutes(10);
        ann.Order("o1", 10, late: TimeSpan.FromMinutes(15));
        Assert.Equal([Hash64.Of("cup")], ann.State.Cart.Lines.Select(l => l.Item));
    }

    [Fact]
    public void A_late_order_does_not_become_the_last_purchase()
    {
        var ann = new Shopper();
        ann.Order("new", 10);
        ann.Order("old", 99, late: TwoDays);
        Assert.Equal(Hash64.Of("new"), ann.State.LastPurchase!.Order);
    }

    [Fact]
    public void Its_product_view_is_paired_with_nothing()
    {
        var ann = new Shopper().View("a").AfterMinutes(1).View("b").AfterMinutes(1);
        var late = ann.Send(new ProductViewed(ann.Header(TimeSpan.FromSeconds(90)), Shopper.Line("c")));
        Assert.Empty(late.EarlierInSession);
        var next = ann.Send(new ProductViewed(ann.Header(), Shopper.Line("d")));
        Assert.Equal(new[] { "b", "c", "a" }.Select(Hash64.Of), next.EarlierInSession);
    }

    [Fact]
    public void Its_weight_has_decayed_as_if_it_had_come_in_time()
    {
        var late = new Shopper().View("new", category: "A").View("old", category: "B", late: TimeSpan.FromDays(14));
        Assert.Equal(1, late.Category("A"), 6);
        Assert.Equal(0.5, late.Category("B"), 6);
    }
}
