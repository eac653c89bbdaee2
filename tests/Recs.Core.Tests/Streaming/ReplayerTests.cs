using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

public sealed class ReplayerTests
{
    [Fact]
    public async Task Sites_are_cut_each_by_its_own_clock()
    {
        await using var shop = Installation.Open(1);
        var (start, south) = (shop.Now, new SiteId("south"));
        LogRecord Page(string visitor, double minutes, SiteId? site = null) =>
            shop.Record(visitor, new PageViewed(shop.Header(start), "/"), site) with { LogTime = start + TimeSpan.FromMinutes(minutes) };
        await shop.AppendAsync(Page("a", 0), Page("b", 20), Page("c", 5), Page("a", 1, south), Page("b", 11, south), Page("d", 30), Page("c", 12, south));
        var until = await LogUntil.OpenAsync(shop.Log, ReplayStart.Whole(1), start + TimeSpan.FromMinutes(11), [7], Installation.Cancel);
        Assert.Equal([0L, 3, 4], (await until.ReadAsync(0, 0, 100, Installation.Cancel)).Select(r => r.Offset));
        Assert.Equal((3, false), (until.Records, until.IsWhole));
        Assert.Equal([3L], (await until.ReadAsync(0, 1, 2, Installation.Cancel)).Select(r => r.Offset).Take(1));
        Assert.Empty(await until.ReadAsync(0, 5, 100, Installation.Cancel));
        var all = await LogUntil.OpenAsync(shop.Log, ReplayStart.Whole(1), Instant.MaxValue, [6], Installation.Cancel);
        Assert.Equal((6, true, 6), (all.Records, all.IsWhole, (await all.ReadAsync(0, 0, 100, Installation.Cancel)).Count));
        await Assert.ThrowsAsync<InvalidOperationException>(() => until.AppendAsync([], Installation.Cancel));
    }

    [Theory]
    [InlineData("pages")]
    [InlineData("orders")]
    [InlineData("is on one side only")]
    public async Task What_was_tampered_with_is_named(string what)
    {
        await using var shop = await OrderedAsync();
        await TamperAsync(shop, what);
        await using var result = await ReplayAsync(shop, shop.Now);
        Assert.False(result.Same);
        Assert.Equal([0, 1], result.Checks.Select(c => c.Differences));
        var difference = Assert.Single(result.Checks[1].First);
        Assert.Equal((SiteId.Default, "ann"), (difference.Site!.Value, difference.Visitor!.Value.Value));
        Assert.Contains(what, difference.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "orders")]
    [InlineData(false, "is on one side only")]
    public async Task An_order_without_any_person_is_compared_byte_by_byte(bool kept, string what)
    {
        await using var shop = Installation.Open(1);
        var key = new VisitorKey(SiteId.Default, VisitorId.ForAnonymousOrder("o9"));
        await shop.SendAsync(key.Visitor.Value, new OrderCompleted(shop.Header(), "o9", "EUR", 10, [new ItemLine(new ItemId("mug"))]));
        await shop.CatchUpAsync();
        await using (var same = await ReplayAsync(shop, shop.Now)) Assert.Equal((true, 1L), (same.Same, same.Checks[1].Orders));

        var order = Assert.Single((await shop.Reader.ReadAsync(key, Installation.Cancel)).Orders);
        await CommitAsync(shop, [], [new OrderWrite(key, order.Hash, kept ? [.. order.Bytes, 0] : null)]);
        await using var result = await ReplayAsync(shop, shop.Now);
        Assert.Equal([0, 1], result.Checks.Select(c => c.Differences));
        var difference = Assert.Single(result.Checks[1].First);
        Assert.Equal(key.Visitor, difference.Visitor);
        Assert.Contains(what, difference.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_to_an_earlier_time_goes_on_to_where_the_store_stands()
    {
        await using var shop = await OrderedAsync();
        await TamperAsync(shop, "pages");
        await using var result = await ReplayAsync(shop, shop.Now - TimeSpan.FromDays(1));
        Assert.Equal([0, 1], result.Checks.Select(c => c.Differences));
        await foreach (var visitor in result.States.Reader.ScanAsync(0, Installation.Cancel)) Assert.Empty(visitor.Orders);
    }

    [Fact]
    public async Task Records_that_are_not_applied_yet_are_left_out()
    {
        await using var shop = await OrderedAsync();
        await shop.SendAsync("ann", new PageViewed(shop.Header(), "/"));
        await using var result = await ReplayAsync(shop, shop.Now);
        Assert.True(result.Same);
        Assert.Equal(3, result.Records);
    }

    [Fact]
    public async Task Without_verification_nothing_is_compared()
    {
        await using var shop = await OrderedAsync();
        await using var result = await new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(shop.Now, verify: false, null, Installation.Cancel);
        Assert.Empty(result.Checks);
        Assert.Equal(3, result.Records);
    }

    [Fact]
    public async Task Counters_changes_and_totals_are_compared_too()
    {
        await using var shop = await OrderedAsync();
        var head = await shop.Store.AcquireAsync(0, Installation.Cancel);
        var outcome = await shop.Store.CommitAsync(new PartitionCommit
        {
            Partition = 0,
            Epoch = head.Epoch,
            FromOffset = head.NextOffset,
            NextOffset = head.NextOffset,
            Counters = [new StoredCounter(SiteId.Default, 250, 1, [1])],
            Changes = [new StoredChange(head.NextChange, new VisitorChange(new VisitorKey(SiteId.Default, new VisitorId("ann")), VisitorChangeKind.Stage, "a", "b", "c", shop.Now).Encode())],
            Sites = [new StoredSite(SiteId.Default, new SitePartitionState { Clock = shop.Now, Live = true, OptionsJson = VisitorOptions.Default.ToJson() }.Encode())],
        }, Installation.Cancel);
        Assert.Equal(CommitOutcome.Committed, outcome);
        await using var result = await ReplayAsync(shop, shop.Now);
        var found = result.Checks[1].First.Select(d => d.ToString()).ToList();
        Assert.Contains(found, f => f.Contains("counter", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("published changes", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("clock, options or anonymous totals", StringComparison.Ordinal));
    }

    private static async Task<Installation> OrderedAsync()
    {
        var shop = Installation.Open(1);
        await shop.SendAsync("ann", new PageViewed(shop.Header(), "/"));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        await shop.SendAsync("ann", new OrderCompleted(shop.Header(), "o1", "EUR", 10, [new ItemLine(new ItemId("mug"))]));
        await shop.SendAsync("bob", new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        return shop;
    }

    private static Task<ReplayResult> ReplayAsync(Installation shop, Instant to) =>
        new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(to, verify: true, null, Installation.Cancel);

    private static async Task TamperAsync(Installation shop, string what)
    {
        var key = new VisitorKey(SiteId.Default, new VisitorId("ann"));
        var state = (await shop.StateAsync("ann"))!;
        if (what == "pages") state.Pages++;
        var bytes = what == "is on one side only" ? null : VisitorStateCodec.Encode(state);
        var orders = what == "orders" ? new[] { new OrderWrite(key, Hash64.Of("o1"), null) } : [];
        await CommitAsync(shop, [new VisitorWrite(key, bytes, state.NextDue)], orders);
    }

    private static async Task CommitAsync(Installation shop, VisitorWrite[] visitors, OrderWrite[] orders)
    {
        var head = await shop.Store.AcquireAsync(0, Installation.Cancel);
        await shop.Store.CommitAsync(new PartitionCommit
        {
            Partition = 0,
            Epoch = head.Epoch,
            FromOffset = head.NextOffset,
            NextOffset = head.NextOffset,
            Visitors = visitors,
            Orders = orders,
        }, Installation.Cancel);
    }
}
