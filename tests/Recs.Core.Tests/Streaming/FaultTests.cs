using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;

namespace Recs.Core.Tests.Streaming;

/// <summary>Whatever goes wrong while batches are written, nothing is lost and nothing counts twice.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Writes_that_fail_change_no_result()
    {
        await using var shop = Installation.Open();
        var traffic = new MixedTraffic(2);
        for (var i = 0; i < 10; i++)
        {
            shop.Clock.Advance(traffic.Quiet());
            await shop.AppendAsync(traffic.Next(500, shop.Now));
        }

        var flaky = new FlakyStore(shop.Store, 3);
        await PartitionsAsync(shop, flaky, batchSize: 60);
        Assert.All(["unavailable", "taken over", "committed by another", "answer lost", "outbox not completed"], f => Assert.InRange(flaky.Faults.GetValueOrDefault(f), 3, 1_000));
        await AssertReplaysAsync(shop);
    }

    [Fact]
    public async Task Every_event_counts_once()
    {
        const int devices = 120, users = 30;
        await using var shop = Installation.Open();
        var flaky = new FlakyStore(shop.Store, 5);
        for (var round = 0; round < 3; round++)
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(5));
            await shop.AppendAsync(Enumerable.Range(0, devices).SelectMany(d => Round(shop, d, d % users, round)));
            if (round < 2) await PartitionsAsync(shop, flaky, batchSize: 25);
        }

        await PartitionsAsync(shop, flaky, batchSize: 25);
        for (var user = 0; user < users; user++)
        {
            var state = await shop.StateAsync($"user-{user}");
            Assert.Equal((3L * 5 * devices / users, (long)devices / users), (state!.Pages, state.Spending.NetOrders));
            Assert.Equal(devices / users, state.Aliases.NewestFirst.Count());
        }

        Assert.True(flaky.Faults.Values.Sum() > 30);
    }

    [Fact]
    public async Task Two_owners_of_one_partition_change_no_result()
    {
        await using var shop = Installation.Open(1);
        var traffic = new MixedTraffic(4);
        for (var i = 0; i < 4; i++)
        {
            shop.Clock.Advance(traffic.Quiet());
            await shop.AppendAsync(traffic.Next(400, shop.Now));
        }

        var owners = Enumerable.Range(0, 2).Select(_ => new VisitorPartition(0, shop.Log, shop.Store, Installation.Counts, new PartitionOptions { BatchSize = 50 })).ToList();
        var lost = 0;
        for (var turn = 0; owners.TrueForAll(o => o.NextOffset is not 1_600); turn++)
        {
            try
            {
                await owners[turn % 2].TurnAsync(Installation.Cancel);
                if (turn % 5 == 0) await owners[turn % 2].TurnAsync(Installation.Cancel);
            }
            catch (PartitionLostException)
            {
                lost++;
            }

            Assert.True(turn < 1_000, "The owners make no progress.");
        }

        Assert.InRange(lost, 5, 1_000);
        await AssertReplaysAsync(shop);
    }

    private static async Task<bool> StepAsync(VisitorPartition partition, OutboxDrain outbox)
    {
        try
        {
            return await partition.TurnAsync(Installation.Cancel) | await outbox.DrainAsync(partition.Partition, Installation.Cancel) > 0;
        }
        catch (RecsException e) when (e is StoreUnavailableException or PartitionLostException)
        {
            return true;
        }
    }

    private static async Task AssertReplaysAsync(Installation shop)
    {
        await using var replayed = await new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(shop.Now, verify: true, null, Installation.Cancel);
        Assert.All(replayed.Checks, c => Assert.Empty(c.First));
        Assert.Equal(2, replayed.Checks.Count);
    }

    // Before, between and after the device becomes a user.
    private static IEnumerable<LogRecord> Round(Installation shop, int device, int user, int round)
    {
        for (var i = 0; i < 5; i++) yield return shop.Record($"device-{device}", new PageViewed(shop.Header(), $"/{i}"));
        if (round == 0) yield return shop.Record($"device-{device}", new OrderCompleted(shop.Header(), $"order-{device}", "EUR", 1, []));
        if (round == 1) yield return shop.Record($"device-{device}", new Identified(shop.Header(), $"user-{user}", true, []));
    }

    private static async Task PartitionsAsync(Installation shop, FlakyStore flaky, int batchSize)
    {
        var options = new PartitionOptions { BatchSize = batchSize };
        var partitions = Enumerable.Range(0, shop.Log.Partitions).Select(p => new VisitorPartition(p, shop.Log, flaky, Installation.Counts, options)).ToList();
        var outbox = new OutboxDrain(shop.Log, flaky);
        for (var quiet = 0; quiet < 3;)
        {
            var moved = false;
            foreach (var partition in partitions) moved |= await StepAsync(partition, outbox);
            quiet = moved ? 0 : quiet + 1;
        }
    }
}
