namespace Recs.Core.Streaming.Replays;

/// <summary>
/// Folds a log anew up to a time, and shows on demand that the states are what the log says: a second replay with other
/// batch sizes and a restart in the middle, and one to where the live store stands, must agree with it byte by byte. Visitors who
/// were erased are left out, and the counters of their sites, which keep the share of theirs that the log no longer tells.
/// </summary>
/// <param name="log">The log; nobody may be applying it to the live store meanwhile.</param>
/// <param name="live">The store that is verified.</param>
/// <param name="counts">The counters of a partition, as the live owners use them.</param>
/// <param name="scratch">Makes an empty store with as many partitions as the log.</param>
public sealed class Replayer(IEventLog log, ReplayStore live, Func<IPartitionCounts> counts, Func<ReplayStore> scratch)
{
    private static readonly HashSet<SiteId> NoSites = [];
    private static readonly PartitionOptions Usual = new();
    private static readonly PartitionOptions Other = new() { BatchSize = 97, TimersPerTurn = 61, CachedVisitors = 40 };

    /// <summary>Replays what the live store has applied of the log.</summary>
    /// <param name="to">Up to this time.</param>
    /// <param name="verify">Whether to compare.</param>
    /// <param name="step">Hears what is being done, in words; null: nobody.</param>
    /// <param name="cancel">Stops the replay.</param>
    public async Task<ReplayResult> RunAsync(Instant to, bool verify, IProgress<string>? step, CancellationToken cancel)
    {
        var ends = await EndsAsync(cancel);
        var until = await LogUntil.OpenAsync(log, to, ends, cancel);
        step?.Report("Replaying");
        var states = await ReplayAsync(until, Usual, restart: false, cancel);
        try
        {
            return new ReplayResult(states, until.Records, verify ? await CheckAsync(states, until, ends, to, step, cancel) : []);
        }
        catch
        {
            await states.DisposeAsync();
            throw;
        }
    }

    private async Task<IReadOnlyList<ReplayCheck>> CheckAsync(
        ReplayStore states, LogUntil until, IReadOnlyList<long> ends, Instant to, IProgress<string>? step, CancellationToken cancel)
    {
        step?.Report("Replaying in other steps");
        ReplayCheck twice;
        await using (var other = await ReplayAsync(until, Other, restart: true, cancel))
            twice = await StoreComparison.RunAsync("two replays", states, other, log.Partitions, to, await ErasedMeanwhileAsync(until, ends, to, cancel), cancel);
        if (until.IsWhole) return [twice, await CompareLiveAsync(states, until, cancel)];

        step?.Report("Replaying the rest");
        var rest = await LogUntil.OpenAsync(log, Instant.MaxValue, ends, cancel);
        await using var whole = await ReplayAsync(rest, Usual, restart: true, cancel);
        return [twice, await CompareLiveAsync(whole, rest, cancel)];
    }

    // Sites of which a visitor was taken out of the log while it was read: one replay counted more of them than the other.
    private async ValueTask<IReadOnlySet<SiteId>> ErasedMeanwhileAsync(LogUntil until, IReadOnlyList<long> ends, Instant to, CancellationToken cancel)
    {
        if (until.ErasedSites.Count == 0) return NoSites;
        return (await LogUntil.OpenAsync(log, to, ends, cancel)).Blanks == until.Blanks ? NoSites : until.ErasedSites;
    }

    // Both stand at the same records, so their bytes are the same without any time passing.
    private Task<ReplayCheck> CompareLiveAsync(ReplayStore replayed, LogUntil records, CancellationToken cancel)
    {
        var erased = records.ErasedSites;
        var what = "replay and stored states";
        if (erased.Count > 0) what += $" (visitors were erased from {string.Join(", ", erased)}: counters left out there)";
        return StoreComparison.RunAsync(what, replayed, live, log.Partitions, Instant.MinValue, erased, cancel);
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
