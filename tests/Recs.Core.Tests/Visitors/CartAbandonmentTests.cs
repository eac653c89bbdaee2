using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class CartAbandonmentTests
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    [Fact]
    public void The_cart_of_an_upload_that_comes_days_late_is_abandoned_without_undoing_todays_activity()
    {
        var ann = new Shopper();
        for (var day = 0; day < 4; day++) ann.Page().AfterDays(1);
        ann.AfterDays(6);
        ann.Add("mug", late: TimeSpan.FromDays(5));
        ann.Wait(TimeSpan.FromMinutes(1));
        Assert.Single(ann.Told(VisitorChangeKind.CartAbandoned));
        Assert.DoesNotContain("CoolingDown → Active", ann.Told(VisitorChangeKind.Activity));
        Assert.Equal(Activity.CoolingDown, ann.State.Activity);
    }

    [Fact]
    public void A_visitor_cools_down_in_the_very_moment_in_which_the_cart_is_abandoned()
    {
        var options = VisitorOptions.Default with { CartAbandonedAfter = TimeSpan.FromDays(14) };
        var ann = new Shopper(options: options).Add("mug").Wait(TimeSpan.FromDays(14));
        Assert.Single(Abandoned(ann));
        Assert.Equal(Activity.CoolingDown, ann.State.Activity);
    }

    [Fact]
    public void A_filled_cart_is_abandoned_30_minutes_after_the_last_cart_event()
    {
        var ann = new Shopper().Add("mug").AfterMinutes(10).Add("cup").AfterMinutes(10).Page();
        var due = ann.Now + TimeSpan.FromMinutes(20);
        ann.Wait(TimeSpan.FromMinutes(20) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(Abandoned(ann));
        ann.Wait(TimeSpan.FromMilliseconds(1));
        var told = Assert.Single(Abandoned(ann));
        Assert.Equal((due, "timer", ""), (told.Due, told.Cause, told.Old));
    }

    [Fact]
    public void It_is_told_once_until_the_cart_is_touched_again()
    {
        var ann = new Shopper().Add("mug").Wait(TimeSpan.FromDays(3)).Page().Wait(TimeSpan.FromHours(2));
        Assert.Single(Abandoned(ann));
        ann.Remove("mug", 1).AfterMinutes(1).Add("mug").Wait(HalfAnHour);
        Assert.Equal(2, Abandoned(ann).Count());
    }

    [Fact]
    public void An_empty_cart_is_not_abandoned() => Assert.Empty(Abandoned(new Shopper().Add("mug").AfterMinutes(1).Remove("mug").Wait(TimeSpan.FromDays(3))));

    [Fact]
    public void An_order_since_then_prevents_it()
    {
        var ann = new Shopper().Add("mug").AfterMinutes(29);
        ann.Order("o1", 10);
        Assert.Empty(Abandoned(ann.Wait(TimeSpan.FromDays(3))));
        Assert.True(ann.State.Cart.IsEmpty);
    }

    [Fact]
    public void What_is_added_after_the_order_counts_again()
    {
        var ann = new Shopper().Add("mug").AfterMinutes(1);
        ann.Order("o1", 10);
        Assert.Single(Abandoned(ann.AfterMinutes(1).Add("cup").Wait(HalfAnHour)));
    }

    [Fact]
    public void A_late_cart_event_fills_the_cart_but_starts_no_timer()
    {
        var ann = new Shopper().Page().Add("mug", late: TimeSpan.FromHours(1));
        Assert.False(ann.State.Cart.IsEmpty);
        Assert.Empty(Abandoned(ann.Wait(TimeSpan.FromDays(3))));
    }

    [Fact]
    public void An_upload_of_days_ago_is_abandoned_then_and_judged_today()
    {
        var quick = new RhythmThreshold(TimeSpan.FromDays(1), 1, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        var ann = new Shopper(options: new VisitorOptions { Activity = new ActivityOptions { CoolingDown = quick } });
        ann.Add("mug", late: TimeSpan.FromDays(3)).Wait(TimeSpan.Zero);
        Assert.Equal(ann.Now - TimeSpan.FromDays(3) + HalfAnHour, Assert.Single(Abandoned(ann)).Due);
        Assert.Equal(["Active → CoolingDown"], ann.Told(VisitorChangeKind.Activity));
        Assert.Equal(Activity.CoolingDown, ann.State.Activity);
    }

    [Fact]
    public void It_follows_the_options_of_the_site()
    {
        var ann = new Shopper(options: new VisitorOptions { CartAbandonedAfter = TimeSpan.FromMinutes(5) }).Add("mug");
        Assert.Single(Abandoned(ann.Wait(TimeSpan.FromMinutes(5))));
    }

    private static IEnumerable<VisitorChange> Abandoned(Shopper ann) => ann.Changes.Where(c => c.Kind == VisitorChangeKind.CartAbandoned);
}
