using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Sqlite;

namespace Recs.Cli.Replay;

/// <summary>Folds a log into an empty store of its own, up to a time.</summary>
/// <param name="log">Read only.</param>
/// <param name="ends">The offset before which each partition stops.</param>
/// <param name="clock">Tells epochs; results do not depend on it.</param>
public sealed class Replayer(IEventLog log, IReadOnlyList<long> ends, TimeProvider clock)
{
    /// <summary>The states after all records whose time is not later than <paramref name="to"/>.</summary>
    /// <returns>A temporary installation; the caller disposes it.</returns>
    public async Task<SqliteInstallation> RunAsync(Instant to, ReplayWay way, CancellationToken cancel)
    {
        var cut = await ReplayCut.FindAsync(log, ends, to, cancel);
        var store = SqliteInstallation.OpenTemporary(log.Partitions, clock);
        try
        {
            if (way.RestartHalfway) await RunAsync(store, new ReplayLog(log, [.. ends.Select(e => e / 2)], cut), way, cancel);
            await RunAsync(store, new ReplayLog(log, ends, cut), way, cancel);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private async Task RunAsync(SqliteInstallation store, ReplayLog records, ReplayWay way, CancellationToken cancel)
    {
        var options = new PartitionHostOptions { Partition = new PartitionOptions { BatchSize = way.BatchSize } };
        await using var host = new PartitionHost(
            records, store.Visitors, () => new PartitionCounts(new CountingOptions()), options, clock, NullLogger<PartitionHost>.Instance);
        await host.CatchUpAsync(cancel);
    }
}
