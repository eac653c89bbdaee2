using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class SessionTests
{
    [Fact]
    public void The_first_event_begins_a_session()
    {
        var ann = new Shopper().Page();
        Assert.Equal(1, ann.State.Visits.Sessions);
        Assert.Null(ann.State.Visits.MeanGap);
        Assert.Null(ann.State.Visits.LastGap);
    }

    [Fact]
    public void Events_less_than_30_minutes_apart_are_one_session()
    {
        var ann = new Shopper().Page();
        for (var i = 0; i < 5; i++) ann.After(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1)).Page();
        Assert.Equal(1, ann.State.Visits.Sessions);
    }

    [Fact]
    public void Thirty_minutes_without_an_event_end_a_session()
    {
        var ann = new Shopper().Page().AfterMinutes(30).Page();
        Assert.Equal(2, ann.State.Visits.Sessions);
        Assert.Equal(TimeSpan.FromMinutes(30), ann.State.Visits.LastGap);
    }

    [Fact]
    public void A_session_ends_after_24_hours_even_when_events_go_on()
    {
        var ann = new Shopper().Page();
        for (var i = 0; i < 24 * 4 - 1; i++) ann.AfterMinutes(15).Page();
        Assert.Equal(1, ann.State.Visits.Sessions);
        ann.AfterMinutes(15).Page();
        Assert.Equal(2, ann.State.Visits.Sessions);
    }

    [Fact]
    public void The_interval_is_between_the_starts_of_sessions()
    {
        var ann = new Shopper().Page().AfterMinutes(20).Page().After(TimeSpan.FromDays(2) - TimeSpan.FromMinutes(20)).Page().AfterDays(4).Page();
        Assert.Equal(3, ann.State.Visits.Sessions);
        Assert.Equal(TimeSpan.FromDays(3), ann.State.Visits.MeanGap);
        Assert.Equal(TimeSpan.FromDays(4), ann.State.Visits.LastGap);
    }

    [Fact]
    public void A_late_event_neither_begins_nor_extends_a_session()
    {
        var ann = new Shopper().Page().AfterMinutes(20).Page("/old", late: TimeSpan.FromDays(5)).Page("/older", late: TimeSpan.FromMinutes(21));
        Assert.Equal(1, ann.State.Visits.Sessions);
        Assert.Equal(Shopper.Start, ann.State.Visits.SessionLast);
        Assert.Equal(3, ann.State.Pages);
        ann.AfterMinutes(10).Page();
        Assert.Equal(2, ann.State.Visits.Sessions);
    }

    [Fact]
    public void A_refund_is_no_visit()
    {
        var ann = new Shopper();
        ann.Order("o1", 10);
        ann.AfterDays(3).Refund("o1", 5);
        Assert.Equal(1, ann.State.Visits.Sessions);
        Assert.Equal(ann.Now, ann.State.LastSeen);
    }

    [Fact]
    public void A_session_follows_the_options_of_the_site()
    {
        var ann = new Shopper(options: new VisitorOptions { SessionIdle = TimeSpan.FromMinutes(5) }).Page().AfterMinutes(5).Page();
        Assert.Equal(2, ann.State.Visits.Sessions);
    }
}
