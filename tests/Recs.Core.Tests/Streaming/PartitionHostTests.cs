using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.TestKit;

namespace Recs.Core.Tests.Streaming;

public sealed class PartitionHostTests
{
    private static readonly SiteId Imported = new("imported");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_quiet_partition_gets_ticks_and_its_timers_fire()
    {
        await using var shop = Installation.Open(2);
        await using var host = shop.Host(new PartitionHostOptions());
        host.Start();
        var sent = shop.Now;
        await shop.SendAsync("ann", new CartAdded(shop.Header(), Mug));
        await Applied.WaitAsync(shop.Log, shop.Reader, shop.Store, Installation.Cancel);
        await PassAsync(shop, TimeSpan.FromMinutes(1), "the cart to be abandoned", c => c.Kind == VisitorChangeKind.CartAbandoned);
        await PassAsync(shop, TimeSpan.FromHours(12), "the visitor to lapse", c => c.New == "Lapsed");
        var changes = await shop.ChangesAsync();
        Assert.Equal([TimeSpan.FromMinutes(30), TimeSpan.FromDays(14), TimeSpan.FromDays(45), TimeSpan.FromDays(90)], changes.Select(c => c.Due - sent));
        Assert.Null(host.Failure);
    }

    [Fact]
    public async Task A_site_with_imported_history_only_gets_no_ticks()
    {
        await using var shop = Installation.Open(1);
        await shop.AppendAsync(shop.Record("old", new CartAdded(shop.Header(shop.Now - TimeSpan.FromDays(300)), Mug), Imported, historical: true));
        await shop.SendAsync("ann", new CartAdded(shop.Header(), Mug));
        await using var host = shop.Host(new PartitionHostOptions());
        host.Start();
        await Applied.WaitAsync(shop.Log, shop.Reader, shop.Store, Installation.Cancel);
        await PassAsync(shop, TimeSpan.FromHours(12), "the live visitor to lapse", c => c.New == "Lapsed");
        Assert.DoesNotContain(await shop.RecordsAsync(), r => r.Event is Tick && r.Site == Imported);
        Assert.DoesNotContain(await shop.ChangesAsync(), c => c.Key.Site == Imported);
        Assert.NotNull(await shop.Store.NextDueAsync(0, Imported, Installation.Cancel));
    }

    [Fact]
    public async Task A_quiet_site_gets_ticks_beside_one_that_is_never_quiet()
    {
        await using var shop = Installation.Open(1);
        await shop.SendAsync("ann", new CartAdded(shop.Header(), Mug));
        var busy = new SiteId("busy");
        var log = new BusyLog(shop.Log, async () =>
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(20));
            await shop.SendAsync("bob", new PageViewed(shop.Header(), "/"), busy);
        });
        await using var host = new PartitionHost(log, shop.Store, Installation.Counts, new PartitionHostOptions(), shop.Clock, NullLogger<PartitionHost>.Instance);
        host.Start();
        await UntilAsync("the cart of the quiet site to be abandoned", async () =>
        {
            var changes = await shop.ChangesAsync();
            return (changes.Exists(c => c.Kind == VisitorChangeKind.CartAbandoned), $"{changes.Count} changes at {shop.Now}");
        });
        log.Stop();
        Assert.Null(host.Failure);
    }

    [Fact]
    public async Task Once_a_site_lives_in_one_partition_it_lives_in_all()
    {
        await using var shop = Installation.Open(4);
        var old = Enumerable.Range(0, 40).Select(i => shop.Record($"old-{i}", new CartAdded(shop.Header(shop.Now - TimeSpan.FromDays(300)), Mug), Imported, historical: true));
        await shop.AppendAsync([.. old, shop.Record("ann", new PageViewed(shop.Header(), "/"), Imported)]);
        await using var host = shop.Host(new PartitionHostOptions());
        host.Start();
        await Applied.WaitAsync(shop.Log, shop.Reader, shop.Store, Installation.Cancel);
        await PassAsync(shop, TimeSpan.FromMinutes(5), "all forty to lapse", 40, c => c.New == "Lapsed");
    }

    [Fact]
    public async Task Events_reach_users_in_other_partitions_while_the_loops_run()
    {
        await using var shop = Installation.Open(4);
        await using (var host = shop.Host(new PartitionHostOptions()))
        {
            host.Start();
            for (var i = 0; i < 40; i++)
            {
                await shop.SendAsync($"device-{i}", new PageViewed(shop.Header(), "/"));
                await shop.SendAsync($"device-{i}", new Identified(shop.Header(), $"user-{i % 4}", true, []));
                await shop.SendAsync($"device-{i}", new PageViewed(shop.Header(), "/"));
            }

            await Applied.WaitAsync(shop.Log, shop.Reader, shop.Store, Installation.Cancel);
            Assert.Null(host.Failure);
        }

        for (var i = 0; i < 4; i++) Assert.Equal(20, (await shop.StateAsync($"user-{i}"))!.Pages);
    }

    [Fact]
    public async Task A_store_that_fails_now_and_then_makes_it_wait_and_lose_nothing()
    {
        await using var shop = Installation.Open(2);
        var flaky = new FlakyStore(shop.Store, 9) { Rate = 5 };
        for (var i = 0; i < 300; i++) await shop.SendAsync($"visitor-{i % 10}", new PageViewed(shop.Header(), "/"));
        await using var host = shop.Host(new PartitionHostOptions { Partition = new PartitionOptions { BatchSize = 20 } }, flaky);
        host.Start();
        await UntilAsync("all pages to count", async () =>
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(1));
            var pages = 0L;
            for (var i = 0; i < 10; i++) pages += (await shop.StateAsync($"visitor-{i}"))?.Pages ?? 0;
            return (pages == 300, $"{pages} of 300");
        });
        Assert.Null(host.Failure);
    }

    [Fact]
    public async Task Bytes_of_a_newer_build_stop_the_partition_and_say_so()
    {
        await using var shop = Installation.Open(1);
        await shop.Log.AppendAsync([new NewRecord(0, new byte[] { LogRecordCodec.Version + 1 })], Installation.Cancel);
        await using var host = shop.Host(new PartitionHostOptions());
        host.Start();
        await UntilAsync("the partition to stop", () => Task.FromResult((host.Failure is not null, "still running")));
        Assert.IsType<StoredFormatException>(host.Failure);
    }

    private static ItemLine Mug => new(new ItemId("mug"));

    private static Task PassAsync(Installation shop, TimeSpan step, string phase, Func<VisitorChange, bool> change) => PassAsync(shop, step, phase, 1, change);

    // The clock moves in steps until it has happened; each step wakes whoever sleeps.
    private static Task PassAsync(Installation shop, TimeSpan step, string phase, int count, Func<VisitorChange, bool> change) => UntilAsync(phase, async () =>
    {
        shop.Clock.Advance(step);
        await Applied.WaitAsync(shop.Log, shop.Reader, shop.Store, Installation.Cancel);
        var found = (await shop.ChangesAsync()).Count(change);
        return (found >= count, $"{found} of {count} at {shop.Now}");
    });

    private static async Task UntilAsync(string phase, Func<Task<(bool Done, string Found)>> look)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            var (done, found) = await look();
            if (done) return;
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"Waiting for {phase}: {found} after {Patience}.");
            await Task.Yield();
        }
    }
}
