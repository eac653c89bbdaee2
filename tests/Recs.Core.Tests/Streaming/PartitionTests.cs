using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

public sealed class PartitionTests
{
    private static readonly SiteId South = new("south");

    [Fact]
    public async Task Records_become_states_orders_counters_and_changes()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("ann", new ProductViewed(shop.Header(), Line("mug")));
        await shop.SendAsync("ann", new OrderCompleted(shop.Header(), "o1", "EUR", 10, [Line("mug")]));
        await shop.CatchUpAsync();
        var state = await shop.StateAsync("ann");
        Assert.Equal((1, 1), (state!.ProductViews, state.Spending.NetOrders));
        Assert.Equal(["FirstVisit → Customer"], (await shop.ChangesAsync()).Select(c => $"{c.Old} → {c.New}"));
        var counters = new List<StoredCounter>();
        for (var p = 0; p < shop.Log.Partitions; p++)
        {
            await foreach (var counter in shop.Store.LoadCountersAsync(p, Installation.Cancel)) counters.Add(counter);
        }

        Assert.NotEmpty(counters);
        Assert.Equal(["mug"], (await shop.Reader.ReadSightingsAsync(SiteId.Default, 0, Installation.Cancel)).Items.Select(i => i.Item.Value));
        Assert.Equal(["mug", "Home > Mugs", "Home"], await shop.Reader.ReadNamesAsync(SiteId.Default, [.. new[] { "mug", "Home > Mugs", "Home" }.Select(Hash64.Of)], Installation.Cancel));
    }

    [Fact]
    public async Task Two_sites_of_a_partition_have_clocks_and_options_of_their_own()
    {
        await using var shop = Installation.Open(1);
        await shop.SendAsync("ann", new CartAdded(shop.Header(), Line("mug")));
        await shop.SendAsync("ann", new CartAdded(shop.Header(), Line("mug")), South);
        await shop.AppendAsync(new LogRecord(South, VisitorId.None, shop.Now, false, new OptionsChanged(shop.Header(), new VisitorOptions { BaseCurrency = "USD" }.ToJson())));
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await shop.SendAsync("bob", new PageViewed(shop.Header(), "/"), South);
        await shop.CatchUpAsync();
        Assert.Equal([South], (await shop.ChangesAsync()).Where(c => c.Kind == VisitorChangeKind.CartAbandoned).Select(c => c.Key.Site));
        var sites = (await shop.Reader.HeadAsync(0, Installation.Cancel)).Sites.ToDictionary(s => s.Site, s => SitePartitionState.Decode(s.Bytes));
        Assert.Equal(TimeSpan.FromHours(2), sites[South].Clock - sites[SiteId.Default].Clock);
        Assert.Equal("", sites[SiteId.Default].OptionsJson);
        Assert.Equal("USD", VisitorOptions.FromJson(sites[South].OptionsJson).BaseCurrency);
    }

    [Fact]
    public async Task The_clock_of_a_site_never_falls()
    {
        await using var shop = Installation.Open(1);
        var later = shop.Now + TimeSpan.FromHours(5);
        await shop.AppendAsync(shop.Record("ann", new CartAdded(shop.Header(), Line("mug"))) with { LogTime = later });
        await shop.AppendAsync(shop.Record("ann", new PageViewed(shop.Header(), "/")));
        await shop.CatchUpAsync();
        Assert.Equal(later, SitePartitionState.Decode((await shop.Reader.HeadAsync(0, Installation.Cancel)).Sites.Single().Bytes).Clock);
        Assert.Equal(VisitorChangeKind.CartAbandoned, Assert.Single(await shop.ChangesAsync()).Kind);
    }

    [Fact]
    public async Task A_bot_leaves_no_visitor()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("bot", new OrderCompleted(shop.Header() with { Bot = true }, "o1", "EUR", 10, [Line("mug")]));
        await shop.AppendAsync(new LogRecord(SiteId.Default, VisitorId.ForAnonymousOrder("o2"), shop.Now, false, new OrderCompleted(shop.Header() with { Bot = true }, "o2", "EUR", 10, [])));
        await shop.CatchUpAsync();
        Assert.Null(await shop.StateAsync("bot"));
        Assert.Empty((await shop.Reader.ReadSightingsAsync(SiteId.Default, 0, Installation.Cancel)).Items);
        for (var p = 0; p < shop.Log.Partitions; p++)
            Assert.All((await shop.Reader.HeadAsync(p, Installation.Cancel)).Sites, s => Assert.Empty(SitePartitionState.Decode(s.Bytes).Anonymous.ByCurrency));
    }

    [Fact]
    public async Task Visitors_that_memory_has_dropped_are_read_again_with_their_orders()
    {
        await using var shop = Installation.Open(1);
        for (var i = 0; i < 200; i++) await shop.SendAsync($"visitor-{i % 20}", new OrderCompleted(shop.Header(), $"order-{i % 50}", "EUR", 1, []));
        await shop.CatchUpAsync(new PartitionOptions { BatchSize = 7, CachedVisitors = 3 });
        for (var i = 0; i < 20; i++) Assert.Equal(new HashSet<int>(Enumerable.Range(0, 200).Where(n => n % 20 == i).Select(n => n % 50)).Count, (await shop.StateAsync($"visitor-{i}"))!.Spending.NetOrders);
    }

    [Fact]
    public async Task An_owner_that_starts_again_goes_on_where_the_store_stands()
    {
        await using var shop = Installation.Open(1);
        for (var i = 0; i < 30; i++) await shop.SendAsync("ann", new PageViewed(shop.Header(), "/"));
        for (var i = 0; i < 10; i++)
        {
            var owner = new VisitorPartition(0, shop.Log, shop.Store, Installation.Counts, new PartitionOptions { BatchSize = 3 });
            Assert.True(await owner.TurnAsync(Installation.Cancel));
            Assert.Equal((i + 1) * 3, owner.NextOffset);
        }

        Assert.Equal(30, (await shop.StateAsync("ann"))!.Pages);
    }

    [Fact]
    public async Task A_newer_record_stops_the_owner_with_what_to_do()
    {
        await using var shop = Installation.Open(1);
        await shop.Log.AppendAsync([new NewRecord(0, new byte[] { LogRecordCodec.Version + 1, 0 })], Installation.Cancel);
        await using var host = shop.Host(new PartitionHostOptions());
        var stopped = await Assert.ThrowsAsync<StoredFormatException>(() => host.CatchUpAsync(Installation.Cancel));
        Assert.Contains("Start the build that wrote it", stopped.Message, StringComparison.Ordinal);
    }

    private static ItemLine Line(string item) => new(new ItemId(item)) { Category = "Home > Mugs", Price = 10 };
}
