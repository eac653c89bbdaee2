using Recs.Core.Events;
using Recs.Core.Tests.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class VisitorHistoryTests
{
    private static readonly VisitorKey Ann = new(SiteId.Default, new VisitorId("ann"));

    [Fact]
    public async Task A_visitor_as_of_a_time_is_the_fold_up_to_it_with_timers_passed()
    {
        await using var shop = Installation.Open();
        var start = shop.Now;
        await shop.SendAsync("ann", new PageViewed(shop.Header(), "/"));
        shop.Clock.Advance(TimeSpan.FromDays(100));
        await shop.SendAsync("ann", new OrderCompleted(shop.Header(), "o1", "EUR", 10, []));
        var history = new VisitorHistory(shop.Log, shop.Sqlite.Checkpoints);
        Assert.Null(await history.AtAsync(Ann, start - TimeSpan.FromMilliseconds(1), Installation.Cancel));
        Assert.Null(await history.AtAsync(Ann with { Visitor = new VisitorId("nobody") }, shop.Now, Installation.Cancel));
        Assert.Equal((LifecycleStage.FirstVisit, Activity.Active), await AtAsync(start));
        Assert.Equal((LifecycleStage.FirstVisit, Activity.AtRisk), await AtAsync(start + TimeSpan.FromDays(50)));
        Assert.Equal((LifecycleStage.Customer, Activity.Active), await AtAsync(shop.Now));

        async Task<(LifecycleStage, Activity)> AtAsync(Instant time)
        {
            var state = (await history.AtAsync(Ann, time, Installation.Cancel))!.State;
            return (state.Stage, state.Activity);
        }
    }

    [Fact]
    public async Task Timers_due_before_options_changed_pass_under_the_old_ones()
    {
        await using var shop = Installation.Open(1);
        await shop.SendAsync("ann", new PageViewed(shop.Header(), "/"));
        shop.Clock.Advance(TimeSpan.FromDays(20));
        var later = new RhythmThreshold(TimeSpan.FromDays(40), 2, TimeSpan.FromDays(3), TimeSpan.FromDays(60));
        var options = new VisitorOptions { Activity = new ActivityOptions { CoolingDown = later } };
        await shop.AppendAsync(new LogRecord(SiteId.Default, VisitorId.None, shop.Now, false, new OptionsChanged(shop.Header(), options.ToJson())));
        await shop.CatchUpAsync();
        Assert.Equal(Activity.CoolingDown, (await shop.StateAsync("ann"))!.Activity);
        var past = await new VisitorHistory(shop.Log, shop.Sqlite.Checkpoints).AtAsync(Ann, shop.Now, Installation.Cancel);
        Assert.Equal(VisitorStateCodec.Encode((await shop.StateAsync("ann"))!), VisitorStateCodec.Encode(past!.State));
    }
}
