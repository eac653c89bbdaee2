using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

public sealed class TimerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task More_timers_than_a_turn_fires_pass_in_the_same_order(int timersPerTurn)
    {
        await using var shop = Installation.Open(1);
        await FillAsync(shop);
        await using var all = shop.Scratch();
        var ends = new[] { await shop.Log.EndAsync(0, Installation.Cancel) };
        var log = await LogUntil.OpenAsync(shop.Log, ReplayStart.Whole(1), Instant.MaxValue, ends, Installation.Cancel);
        await new LogReplay(log, Installation.Counts).RunAsync(all.Store, new PartitionOptions(), restart: false, Installation.Cancel);
        await new LogReplay(log, Installation.Counts).RunAsync(shop.Store, new PartitionOptions { TimersPerTurn = timersPerTurn, BatchSize = 3 }, restart: true, Installation.Cancel);
        var same = await StoreComparison.RunAsync("turns", all, shop.Replayed, ReplayStart.Whole(1), Instant.MinValue, new HashSet<SiteId>(), Installation.Cancel);
        Assert.Empty(same.First);
        Assert.True(same.Changes > 500, same.ToString());
    }

    [Fact]
    public async Task Timers_pass_in_the_order_of_their_due_times_and_visitors()
    {
        await using var shop = Installation.Open(1);
        await FillAsync(shop);
        await shop.CatchUpAsync();
        var timers = (await shop.ChangesAsync()).Where(c => c.Cause == "timer" && c.Key.Site == SiteId.Default).ToList();
        var sorted = timers.OrderBy(c => c.Due).ThenBy(c => c.Key.Visitor.Value, Comparer<string>.Create(Utf8Text.CompareOrdinal)).ToList();
        Assert.Equal(sorted.Select(c => (c.Due, c.Key)), timers.Select(c => (c.Due, c.Key)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task A_timer_that_falls_due_again_waits_for_those_before_it(int timersPerTurn)
    {
        await using var shop = Installation.Open(1);
        await shop.SendAsync("z", new CartAdded(shop.Header(), new ItemLine(new ItemId("mug"))));
        foreach (var visitor in new[] { "a", "b", "c" }) await shop.SendAsync(visitor, new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(20));
        await shop.SendAsync("d", new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync(new PartitionOptions { TimersPerTurn = timersPerTurn });
        Assert.Equal(
            ["z CartAbandoned", "a Activity", "b Activity", "c Activity", "z Activity"],
            (await shop.ChangesAsync()).Select(c => $"{c.Key.Visitor} {c.Kind}"));
    }

    [Fact]
    public async Task A_timer_under_way_keeps_its_time_when_options_change()
    {
        await using var shop = Installation.Open(1);
        await shop.SendAsync("ann", new CartAdded(shop.Header(), new ItemLine(new ItemId("mug"))));
        var touched = shop.Now;
        foreach (var minutes in new[] { 200, 5 })
        {
            var options = new VisitorOptions { CartAbandonedAfter = TimeSpan.FromMinutes(minutes) };
            await shop.AppendAsync(new LogRecord(SiteId.Default, VisitorId.None, shop.Now, false, new OptionsChanged(shop.Header(), options.ToJson())));
        }

        shop.Clock.Advance(TimeSpan.FromHours(1));
        await shop.SendAsync("bob", new CartAdded(shop.Header(), new ItemLine(new ItemId("mug"))));
        shop.Clock.Advance(TimeSpan.FromHours(1));
        await shop.SendAsync("cat", new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        var abandoned = (await shop.ChangesAsync()).Where(c => c.Kind == VisitorChangeKind.CartAbandoned);
        Assert.Equal(
            [("ann", TimeSpan.FromMinutes(30)), ("bob", TimeSpan.FromMinutes(65))],
            abandoned.Select(c => (c.Key.Visitor.Value, c.Due - touched)));
    }

    [Fact]
    public async Task A_timer_due_already_passes_before_the_next_record()
    {
        await using var shop = Installation.Open(1);
        await shop.AppendAsync(shop.Record("ann", new CartAdded(shop.Header(shop.Now - TimeSpan.FromHours(2)), new ItemLine(new ItemId("mug")))));
        await shop.CatchUpAsync();
        Assert.Empty(await shop.ChangesAsync());
        await shop.SendAsync("bob", new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        Assert.Equal(shop.Now - TimeSpan.FromMinutes(90), Assert.Single(await shop.ChangesAsync()).Due);
    }

    // Many visitors whose timers fall due at few moments, on two sites, then records far apart.
    private static async Task FillAsync(Installation shop)
    {
        var random = new Random(6);
        var south = new SiteId("south");
        for (var round = 0; round < 4; round++)
        {
            var records = Enumerable.Range(0, 80).Select(i => shop.Record(
                $"visitor-{random.Next(120)}", i % 3 == 0 ? new CartAdded(shop.Header(), new ItemLine(new ItemId("mug"))) : new PageViewed(shop.Header(), "/"), i % 4 == 0 ? south : null));
            await shop.AppendAsync(records.ToList());
            shop.Clock.Advance(round % 2 == 0 ? TimeSpan.FromMinutes(30) : TimeSpan.FromDays(14));
        }

        foreach (var days in new[] { 31, 45, 100 })
        {
            shop.Clock.Advance(TimeSpan.FromDays(days));
            await shop.SendAsync("late", new PageViewed(shop.Header(), "/"));
            await shop.SendAsync("late", new PageViewed(shop.Header(), "/"), south);
        }
    }
}
