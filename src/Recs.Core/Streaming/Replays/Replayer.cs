using Recs.Core.Streaming.Retention;

namespace Recs.Core.Streaming.Replays;

/// <summary>
/// Folds a log anew up to a time, from the checkpoint on where records have been dropped, and shows on demand that the states are what the log says: a second replay with other
/// batch sizes and a restart in the middle, and one to where the live store stands, must agree with it byte by byte. Visitors who
/// were erased are left out, and the counters of their sites, which keep the share of theirs that the log no longer tells.
/// </summary>
/// <param name="log">The log; nobody may be applying it to the live store, or dropping any of it, meanwhile.</param>
/// <param name="checkpoints">What the log no longer tells.</param>
/// <param name="live">The store that is verified.</param>
/// <param name="counts">The counters of a partition, as the live owners use them.</param>
/// <param name="scratch">Makes an empty store with as many partitions as the log.</param>
public sealed class Replayer(IEventLog log, ICheckpoints checkpoints, ReplayStore live, Func<IPartitionCounts> counts, Func<ReplayStore> scratch)
{
    private static readonly HashSet<SiteId> NoSites = [];
    private static readonly PartitionOptions Usual = new();
    private static readonly PartitionOptions Other = new() { BatchSize = 97, TimersPerTurn = 61, CachedVisitors = 40 };

    /// <summary>Replays what the live store has applied of the log.</summary>
    /// <param name="to">Up to this time.</param>
    /// <param name="verify">Whether to compare.</param>
    /// <param name="step">Hears what is being done, in words; null: nobody.</param>
    /// <param name="cancel">Stops the replay.</param>
    /// <param name="site">The only site that is asked about; null: all are.</param>
    /// <exception cref="BeforeRetentionException">Of a site that is asked about the records up to that time have been dropped.</exception>
    /// <exception cref="StoredFormatException">The checkpoint is damaged or missing.</exception>
    public async Task<ReplayResult> RunAsync(Instant to, bool verify, IProgress<string>? step, CancellationToken cancel, SiteId? site = null)
    {
        var start = await ReplayStart.ReadAsync(log, checkpoints.Current, cancel);
        foreach (var asked in site is { } one && !verify ? [one] : start.Sites)
        {
            if (start.Since(asked) is { } since && since > to) throw new BeforeRetentionException(asked, to, since);
        }

        var ends = await EndsAsync(cancel);
        var until = await LogUntil.OpenAsync(log, start, to, ends, cancel);
        step?.Report("Replaying");
        var states = await ReplayAsync(until, Usual, restart: false, cancel);
        try
        {
            var checks = verify ? await CheckAsync(states, until, start, ends, to, step, cancel) : [];
            return new ReplayResult(states, until.Records, checks) { HasCheckpoint = start.Heads.Any(h => h.NextOffset > 0) };
        }
        catch
        {
            await states.DisposeAsync();
            throw;
        }
    }

    private async Task<IReadOnlyList<ReplayCheck>> CheckAsync(
        ReplayStore states, LogUntil until, ReplayStart start, IReadOnlyList<long> ends, Instant to, IProgress<string>? step, CancellationToken cancel)
    {
        step?.Report("Replaying in other steps");
        ReplayCheck twice;
        await using (var other = await ReplayAsync(until, Other, restart: true, cancel))
            twice = await StoreComparison.RunAsync("two replays", states, other, start, to, await ErasedMeanwhileAsync(until, start, ends, to, cancel), cancel);
        if (until.IsWhole) return [twice, await CompareLiveAsync(states, until, start, cancel)];

        step?.Report("Replaying the rest");
        var rest = await LogUntil.OpenAsync(log, start, Instant.MaxValue, ends, cancel);
        await using var whole = await ReplayAsync(rest, Usual, restart: true, cancel);
        return [twice, await CompareLiveAsync(whole, rest, start, cancel)];
    }

    // Sites of which a visitor was taken out of the log while it was read: one replay counted more of them than the other.
    private async ValueTask<IReadOnlySet<SiteId>> ErasedMeanwhileAsync(LogUntil until, ReplayStart start, IReadOnlyList<long> ends, Instant to, CancellationToken cancel)
    {
        if (until.ErasedSites.Count == 0) return NoSites;
        return (await LogUntil.OpenAsync(log, start, to, ends, cancel)).Blanks == until.Blanks ? NoSites : until.ErasedSites;
    }

    // Both stand at the same records, so their bytes are the same without any time passing.
    private Task<ReplayCheck> CompareLiveAsync(ReplayStore replayed, LogUntil records, ReplayStart start, CancellationToken cancel)
    {
        var erased = records.ErasedSites;
        var what = "replay and stored states";
        if (erased.Count > 0) what += $" (visitors were erased from {string.Join(", ", erased)}: counters left out there)";
        return StoreComparison.RunAsync(what, replayed, live, start, Instant.MinValue, erased, cancel);
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
        var store = checkpoints.Current is { } checkpoint ? await checkpoint.CopyAsync(cancel) : scratch();
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
