using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Tests.Streaming.Erasures;

namespace Recs.Core.Tests.Streaming;

/// <summary>What owners do with a guessed id and with who has refused, through log, store and outbox.</summary>
public sealed class UnvouchedStreamTests
{
    private static readonly VisitorId Customer = new("customer");

    [Fact]
    public async Task A_guess_that_was_stored_long_ago_leaves_no_order_and_no_alias_behind()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("customer", new OrderCompleted(Browser(shop), "forged", "EUR", 99, []));
        await shop.CatchUpAsync();
        await shop.SendAsync("customer", new PageViewed(shop.Header() with { OfUser = true }, "/"));
        await shop.CatchUpAsync();
        var stored = await shop.Reader.ReadAsync(new VisitorKey(SiteId.Default, Customer), Installation.Cancel);
        Assert.Empty(stored.Orders);
        Assert.Equal((1, true), ((await shop.StateAsync("customer"))!.Pages, (await shop.StateAsync("customer"))!.Identified));
    }

    [Fact]
    public async Task An_id_that_was_taken_for_a_device_is_bound_to_nobody_else_once_the_user_comes()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("customer", new Identified(Browser(shop), "thief", true, []));
        await shop.CatchUpAsync();
        Assert.Equal([new VisitorId("thief")], await shop.Reader.ResolveAsync(SiteId.Default, [Customer], Installation.Cancel));

        await shop.SendAsync("customer", new OrderCompleted(shop.Header() with { OfUser = true }, "o1", "EUR", 10, []));
        await shop.CatchUpAsync();
        Assert.Equal([Customer], await shop.Reader.ResolveAsync(SiteId.Default, [Customer], Installation.Cancel));
        Assert.Empty(await shop.Reader.AliasesAsync(SiteId.Default, new VisitorId("thief"), Installation.Cancel));
        Assert.Empty(await shop.Reader.AliasesAsync(SiteId.Default, Customer, Installation.Cancel));
        Assert.Equal((1, 0), ((await shop.StateAsync("customer"))!.OrdersPlaced, (await shop.StateAsync("thief"))!.OrdersPlaced));
    }

    [Fact]
    public async Task Whoever_took_the_id_and_is_erased_takes_nothing_of_the_user_along()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("customer", new PageViewed(Browser(shop), "/forged-page"));
        await shop.SendAsync("customer", new Identified(Browser(shop), "thief", true, []));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.SendAsync("customer", new OrderCompleted(shop.Header() with { OfUser = true }, "o1", "EUR", 10, []));
        await shop.CatchUpAsync();
        Assert.NotEmpty(shop.FilesWith("/forged-page"));

        await shop.EraseAsync("thief");
        Assert.Null(await shop.StateAsync("thief"));
        Assert.Empty(shop.FilesWith("/forged-page"));
        Assert.Equal(1, (await shop.StateAsync("customer"))!.OrdersPlaced);
        await shop.AssertReplaysAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Orders_of_who_has_refused_come_to_the_totals_of_nobody_once_and_the_replay_agrees(int batch)
    {
        await using var shop = Installation.Open();
        var options = new PartitionOptions { BatchSize = batch };
        await shop.SendAsync("ann", new OrderCompleted(shop.Header() with { OfUser = true }, "o1", "EUR", 10, []));
        await shop.SendAsync("ann", new ConsentChanged(shop.Header() with { OfUser = true }, null, false, null));
        for (var time = 1; time <= 2; time++)
            await shop.SendAsync("ann", new OrderCompleted(shop.Header(message: $"again-{time}") with { OfUser = true }, "o2", "EUR", 7, [new ItemLine(new ItemId("mug"))]));
        await shop.SendAsync("ann", new OrderRefunded(shop.Header() with { OfUser = true }, "o2", "EUR", 2, []));
        await shop.SendAsync("ann", new OrderRefunded(shop.Header() with { OfUser = true }, "o1", "EUR", 1, []));
        await shop.CatchUpAsync(options);

        var ann = (await shop.StateAsync("ann"))!;
        Assert.Equal((1, 9m), (ann.OrdersPlaced, ann.Spending.ByCurrency["EUR"].Net));
        Assert.Equal((1, 5m), await NobodysAsync(shop));
        await using var replayed = await new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(shop.Now, verify: true, step: null, Installation.Cancel);
        Assert.True(replayed.Same, string.Join(", ", replayed.Checks.SelectMany(c => c.First)));
    }

    [Fact]
    public async Task A_view_of_who_has_refused_counts_for_the_shop()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("ann", new ConsentChanged(shop.Header() with { OfUser = true }, null, false, null));
        for (var time = 1; time <= 2; time++) await shop.SendAsync("ann", new ProductViewed(shop.Header(message: "v"), new ItemLine(new ItemId("mug"))));
        await shop.CatchUpAsync();
        var counters = await shop.Reader.ReadCounterChangesAsync(SiteId.Default, 0, Installation.Cancel);
        var views = counters.Counters.Where(c => c.Counter.Key == Hash64.Of("mug")).Select(c => ItemCounts.Read(c.Counter.Bytes).Views);
        Assert.Equal(1, Assert.Single(views));
    }

    [Fact]
    public async Task History_that_is_forwarded_keeps_its_own_time()
    {
        await using var shop = Installation.Open();
        var then = shop.Now - TimeSpan.FromDays(400);
        await shop.AppendAsync(shop.Record("phone", new Identified(shop.Header(then), "ann", true, []), historical: true));
        await shop.AppendAsync(shop.Record("phone", new PageViewed(shop.Header(then + TimeSpan.FromDays(300)), "/late"), historical: true));
        await shop.AppendAsync(shop.Record("phone", new PageViewed(shop.Header(then + TimeSpan.FromDays(1)), "/early"), historical: true));
        await shop.CatchUpAsync();
        var forwarded = (await shop.RecordsAsync()).Where(r => r.Visitor.Value == "ann").ToList();
        Assert.Equal(3, forwarded.Count);
        Assert.All(forwarded, r => Assert.Equal((true, r.Event.Header.Time), (r.Historical, r.LogTime)));
    }

    private static EventHeader Browser(Installation shop) => shop.Header() with { Trusted = false };

    private static async Task<(long Orders, decimal Net)> NobodysAsync(Installation shop)
    {
        var (orders, net) = (0L, 0m);
        for (var p = 0; p < shop.Log.Partitions; p++)
        {
            foreach (var site in (await shop.Reader.HeadAsync(p, Installation.Cancel)).Sites)
            {
                var totals = SitePartitionState.Decode(site.Bytes).Anonymous.ByCurrency.GetValueOrDefault("EUR");
                (orders, net) = (orders + totals.Orders, net + totals.Net);
            }
        }

        return (orders, net);
    }
}
