using Recs.Core.Events;
using Recs.Core.Streaming.Erasures;

namespace Recs.Core.Tests.Streaming.Erasures;

public sealed class ErasureUnderTrafficTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Everybody_else_is_what_a_replay_of_the_log_says(int seed)
    {
        await using var shop = Installation.Open();
        var traffic = new MixedTraffic(seed);
        await using var live = new LiveRun(shop, traffic);
        var erased = 0L;
        for (var round = 0; round < 8; round++)
        {
            await live.SendAsync(600);

            // Not yet applied when the erasure is asked for.
            await shop.AppendAsync(traffic.Next(100, shop.Now));
            var site = round % 3 == 2 ? new SiteId("south") : SiteId.Default;
            erased += (await shop.EraseAsync($"user-{(seed * 7) + round}", site, live.CatchUpAsync)).Removed.Records;
            await shop.EraseAsync($"device-{(seed * 31) + round}", site, live.CatchUpAsync);
            await live.BeQuietAsync(traffic.Quiet());
        }

        Assert.True(erased > 10, $"{erased} records were of erased visitors; more were expected.");
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task An_erasure_while_a_replay_runs_leaves_it_right()
    {
        await using var shop = Installation.Open(1);
        var traffic = new MixedTraffic(5);
        for (var i = 0; i < 4; i++)
        {
            shop.Clock.Advance(TimeSpan.FromHours(3));
            await shop.AppendAsync(traffic.Next(500, shop.Now));
            await shop.CatchUpAsync();
        }

        var eraser = shop.Eraser();
        var asked = await eraser.RequestAsync(SiteId.Default, new VisitorId("user-3"), "while-replaying", Installation.Cancel);
        await shop.CatchUpAsync();
        var reads = 0;
        var log = new WatchedLog(shop.Log, async () =>
        {
            // In the middle of the first replay: what was read so far told of the visitor, what follows does not.
            if (++reads == 6) await eraser.RunAsync(asked);
        });
        await shop.AssertReplaysAsync(log);
        Assert.True(reads > 6);
        Assert.Equal(ErasureStatus.Done, (await shop.Sqlite.Erasures.FindAsync("while-replaying", Installation.Cancel))!.Status);
    }

    [Fact]
    public async Task An_erasure_whose_store_fails_again_and_again_goes_on_from_where_it_stands()
    {
        await using var shop = Installation.Open();
        var traffic = new MixedTraffic(9);
        for (var i = 0; i < 3; i++)
        {
            shop.Clock.Advance(TimeSpan.FromHours(3));
            await shop.AppendAsync(traffic.Next(700, shop.Now));
            await shop.CatchUpAsync();
        }

        await shop.SendAsync("failing-xq7", new OrderCompleted(shop.Header(), "o-xq7", "EUR", 5, []));
        await shop.CatchUpAsync();
        var flaky = new FlakyStore(shop.Store, 4) { Rate = 10 };
        await shop.Eraser(flaky).RequestAsync(SiteId.Default, new VisitorId("failing-xq7"), "failing", Installation.Cancel);
        var failures = 0;
        while (await shop.Sqlite.Erasures.ReadOpenAsync(Installation.Cancel) is [var open])
        {
            try
            {
                await shop.Eraser(flaky).RunAsync(open);
            }
            catch (StoreUnavailableException)
            {
                Assert.True(++failures < 100, "The erasure never comes to its end.");
                flaky.Rate = failures < 3 ? 10 : 5;
            }
        }

        Assert.True(failures >= 3);
        Assert.Equal(["changes not replaced", "not forgotten"], flaky.Faults.Keys);
        Assert.Empty(shop.FilesWith("failing-xq7"));
        await shop.AssertReplaysAsync();
    }
}
