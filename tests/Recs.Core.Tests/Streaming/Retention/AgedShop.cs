using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Tests.Streaming.Retention;

/// <summary>Drops what is old of an installation, and compares it with one that keeps everything.</summary>
internal static class AgedShop
{
    public static async Task<RetentionCounts> RetainAsync(
        this Installation shop, TimeSpan age, int stepSize = 2_000, LogRewriting? rewriting = null, Func<Task>? rest = null, IEventLog? log = null)
    {
        using var own = new LogRewriting();
        var retainer = new Retainer(
            log ?? shop.Log, shop.Store, shop.Reader, shop.Sqlite.DeadLetters, shop.Sqlite.Checkpoints, Installation.Counts, rewriting ?? own,
            new RetentionOptions { Age = age, StepSize = stepSize, CachedVisitors = 50 }, shop.Clock);
        return await retainer.RunAsync(_ => rest?.Invoke() ?? Task.CompletedTask, Installation.Cancel);
    }

    /// <summary>Takes on the records that another installation has got since, in the same places, and applies them; what owners ask for in turn is among them.</summary>
    public static async Task FollowAsync(this Installation shop, Installation other)
    {
        for (var partition = 0; partition < shop.Log.Partitions; partition++)
        {
            var from = await shop.Log.EndAsync(partition, Installation.Cancel);
            var missing = await other.Log.ReadAsync(partition, from, int.MaxValue, Installation.Cancel);
            await shop.Log.AppendAsync([.. missing.Select(r => new NewRecord(partition, r.Bytes))], Installation.Cancel);
        }

        shop.Clock.Advance(other.Now - shop.Now);
        await new LogReplay(shop.Log, Installation.Counts).RunAsync(shop.Store, new PartitionOptions { BatchSize = 100 }, restart: false, Installation.Cancel);
    }

    /// <summary>The records that are left begin so late.</summary>
    public static async Task<long> StartsAsync(this Installation shop)
    {
        var sum = 0L;
        for (var partition = 0; partition < shop.Log.Partitions; partition++) sum += await shop.Log.StartAsync(partition, Installation.Cancel);
        return sum;
    }

    /// <summary>A replay of what is left comes to the same bytes as one of everything.</summary>
    public static async Task AssertFoldsAsync(this Installation shop, Installation whole, Instant at)
    {
        await using var rest = await ReplayAsync(shop, at);
        await using var all = await ReplayAsync(whole, at);
        var start = await ReplayStart.ReadAsync(shop.Log, shop.Sqlite.Checkpoints.Current, Installation.Cancel);
        var check = await StoreComparison.RunAsync("rest and whole", rest.States, all.States, start, Instant.MinValue, new HashSet<SiteId>(), Installation.Cancel);
        Assert.Empty(check.First);
        Assert.True(rest.HasCheckpoint && !all.HasCheckpoint && rest.Records < all.Records);
        Assert.True(check is { Visitors: > 100, Counters: > 100 }, check.ToString());
    }

    private static Task<ReplayResult> ReplayAsync(Installation shop, Instant at) =>
        new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(at, verify: false, null, Installation.Cancel);
}
