using Recs.Core.Events;
using Recs.Core.Streaming.Replays;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

/// <summary>In a partition of a living site, history older than the site's clock updates totals only.</summary>
public sealed class HistoryOfALivingSiteTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task A_visitor_nobody_has_met_gets_totals_and_no_session_cart_timer_or_change_in_the_past()
    {
        await using var shop = await LivingAsync();
        var then = shop.Now - Year;
        await shop.AppendAsync(Historical(shop, "old", new CartAdded(shop.Header(then), new ItemLine(new ItemId("mug")))));
        await shop.AppendAsync(Historical(shop, "old", Order(shop, then + TimeSpan.FromDays(1), "o1")));
        await TickAsync(shop);

        var state = await shop.StateAsync("old");
        Assert.Equal((0, 1, LifecycleStage.Customer, Activity.Lapsed), (state!.Visits.Sessions, state.OrdersPlaced, state.Stage, state.Activity));
        Assert.Equal(then + TimeSpan.FromDays(1), state.LastSeen);
        Assert.All(await shop.ChangesAsync(), c => Assert.True(c.Due > then + TimeSpan.FromDays(300), c.ToString()));
    }

    [Fact]
    public async Task A_visitor_of_today_keeps_session_and_activity_and_gains_orders()
    {
        await using var shop = await LivingAsync();
        var before = await shop.StateAsync("ann");
        for (var i = 3; i > 0; i--) await shop.AppendAsync(Historical(shop, "ann", Order(shop, shop.Now - TimeSpan.FromDays(10 * i), $"o{i}")));
        await TickAsync(shop);

        var after = await shop.StateAsync("ann");
        Assert.Equal(before!.LastSeen, after!.LastSeen);
        Assert.Equal(before.Visits.Sessions, after.Visits.Sessions);
        Assert.Equal((3, LifecycleStage.LoyalCustomer, Activity.Active), (after.OrdersPlaced, after.Stage, after.Activity));
    }

    [Fact]
    public async Task A_site_of_history_only_lives_through_it_as_it_was()
    {
        await using var shop = Installation.Open(1);
        var then = shop.Now - Year;
        await shop.AppendAsync(Historical(shop, "old", new PageViewed(shop.Header(then), "/")));
        await shop.AppendAsync(Historical(shop, "new", new PageViewed(shop.Header(then + TimeSpan.FromDays(2)), "/")));
        await shop.AppendAsync(Historical(shop, "behind", new PageViewed(shop.Header(then + TimeSpan.FromDays(1)), "/")));
        await shop.CatchUpAsync();

        Assert.Equal(1, (await shop.StateAsync("behind"))!.Visits.Sessions);
    }

    [Fact]
    public async Task The_profile_as_of_a_time_and_the_replay_see_it_in_the_same_way()
    {
        await using var shop = await LivingAsync();
        await shop.AppendAsync(Historical(shop, "old", new CartAdded(shop.Header(shop.Now - Year), new ItemLine(new ItemId("mug")))));
        await shop.AppendAsync(Historical(shop, "old", Order(shop, shop.Now - Year, "o1")));
        await TickAsync(shop);
        var key = new VisitorKey(SiteId.Default, new VisitorId("old"));

        var told = await new VisitorHistory(shop.Log, shop.Sqlite.Checkpoints).AtAsync(key, shop.Now, Installation.Cancel);
        Assert.Equal(VisitorStateCodec.Encode((await shop.StateAsync("old"))!), VisitorStateCodec.Encode(told!.State));

        await using var replayed = await new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(shop.Now, verify: true, step: null, Installation.Cancel);
        Assert.True(replayed.Same, string.Join(", ", replayed.Checks.SelectMany(c => c.First)));
    }

    private static async Task<Installation> LivingAsync()
    {
        var shop = Installation.Open(1);
        await shop.SendAsync("ann", new PageViewed(shop.Header() with { OfUser = true }, "/"));
        await shop.CatchUpAsync();
        return shop;
    }

    private static async Task TickAsync(Installation shop)
    {
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.AppendAsync(shop.Record(VisitorId.None.Value, new Tick(shop.Header())));
        await shop.CatchUpAsync();
    }

    private static LogRecord Historical(Installation shop, string visitor, VisitorEvent e) => shop.Record(visitor, e, historical: true);

    private static OrderCompleted Order(Installation shop, Instant time, string id) =>
        new(shop.Header(time) with { OfUser = true }, id, "EUR", 10, []);
}
