namespace Recs.Core.Streaming.Replays;

/// <summary>
/// Shows that the states are what the log says: replays it twice, with other batch sizes and a restart in the middle, up to
/// a time, and once to where the live store stands. All of it must agree, and the last with the live store.
/// </summary>
/// <param name="log">The log; nobody may be applying it to the live store meanwhile.</param>
/// <param name="live">The store to verify.</param>
/// <param name="counts">The counters of a partition, as the live owners use them.</param>
/// <param name="scratch">Makes an empty store with as many partitions as the log.</param>
public sealed class ReplayVerifier(IEventLog log, ReplayStore live, Func<IPartitionCounts> counts, Func<ReplayStore> scratch)
{
    private static readonly PartitionOptions Plain = new();
    private static readonly PartitionOptions Contrary = new() { BatchSize = 97, TimersPerTurn = 61, CachedVisitors = 40 };

    public async Task<ReplayReport> VerifyAsync(Instant to, CancellationToken cancel)
    {
        var ends = await EndsAsync(cancel);
        var until = await LogUntil.OpenAsync(log, to, ends, cancel);
        var found = new StoreComparison();
        await using var first = await ReplayAsync(until, Plain, restart: false, cancel);
        await using (var second = await ReplayAsync(until, Contrary, restart: true, cancel))
            await found.CompareAsync("two replays", first, second, log.Partitions, to, cancel);

        if (until.IsWhole)
        {
            await found.CompareAsync("replay and live store", first, live, log.Partitions, Instant.MinValue, cancel);
        }
        else
        {
            var whole = await LogUntil.OpenAsync(log, Instant.MaxValue, ends, cancel);
            await using var third = await ReplayAsync(whole, Plain, restart: true, cancel);
            await found.CompareAsync("replay and live store", third, live, log.Partitions, Instant.MinValue, cancel);
        }

        return found.Report(to, until.Records);
    }

    private async ValueTask<IReadOnlyList<long>> EndsAsync(CancellationToken cancel)
    {
        var ends = new long[log.Partitions];
        for (var partition = 0; partition < ends.Length; partition++)
            ends[partition] = (await live.Reader.HeadAsync(partition, cancel)).NextOffset;
        return ends;
    }

    private async Task<ReplayStore> ReplayAsync(LogUntil records, PartitionOptions options, bool restart, CancellationToken cancel)
    {
        var store = scratch();
        try
        {
            await new LogReplay(records, counts).RunAsync(store.Store, options, restart, cancel);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }
}
