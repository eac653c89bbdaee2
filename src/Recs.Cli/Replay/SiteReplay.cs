using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;

namespace Recs.Cli.Replay;

/// <summary>Folds the log of a data folder anew, as far as it is in the stored states. Changes nothing in the folder.</summary>
public sealed class SiteReplay(SqliteInstallation installation, IProgressDisplay progress, TimeProvider clock)
{
    private static readonly Func<IPartitionCounts> Counts = () => new PartitionCounts(CountingOptions.Default);

    /// <summary>Records of the log that are not yet in the stored states, and are left out.</summary>
    public async ValueTask<long> WaitingAsync(CancellationToken cancel)
    {
        var waiting = 0L;
        for (var p = 0; p < installation.Partitions; p++)
            waiting += await installation.EventLog.EndAsync(p, cancel) - (await installation.VisitorReader.HeadAsync(p, cancel)).NextOffset;
        return waiting;
    }

    /// <summary>The time of the newest record in the stored states, over all sites.</summary>
    public async ValueTask<Instant> NewestAsync(CancellationToken cancel) =>
        (await HeadsAsync(cancel)).SelectMany(h => h.Sites).Select(s => SitePartitionState.Decode(s.Bytes).Clock).DefaultIfEmpty(Instant.MinValue).Max();

    /// <summary>The states and counts of a site as of a time; to be disposed of.</summary>
    /// <exception cref="BeforeRetentionException">The records up to that time have been dropped with age.</exception>
    public async Task<ReplayStore> StatesAsync(SiteId site, Instant to, CancellationToken cancel) => (await RunAsync(to, site, cancel)).States;

    /// <summary>A site as of a time, and what makes it up.</summary>
    /// <exception cref="BeforeRetentionException">The records up to that time have been dropped with age.</exception>
    public async Task<(ReplayedRecords From, AppliedTotals Totals)> TotalsAsync(SiteId site, Instant to, CancellationToken cancel)
    {
        await using var replayed = await RunAsync(to, site, cancel);
        return (From(replayed), await new AppliedReader(replayed.States.Reader, installation.Partitions, clock).ReadAsync(site, to, cancel));
    }

    /// <summary>Replays in different ways, and compares the replays and the stored states byte by byte.</summary>
    public async Task<VerifiedReplay> VerifyAsync(Instant to, CancellationToken cancel)
    {
        await using var replayed = await RunAsync(to, only: null, cancel);
        return new VerifiedReplay(to, From(replayed), replayed.Checks);
    }

    // Without a site that is asked about alone all are compared.
    private async Task<ReplayResult> RunAsync(Instant to, SiteId? only, CancellationToken cancel)
    {
        var verify = only is null;
        var live = new ReplayStore(installation.Visitors, installation.VisitorReader);
        var done = progress.Begin(verify ? "Replaying and comparing" : "Replaying", 1);
        var result = await new Replayer(installation.EventLog, installation.Checkpoints, live, Counts, Scratch).RunAsync(to, verify, step: null, cancel, only);
        done.Report(1);
        return result;
    }

    private static ReplayedRecords From(ReplayResult replayed) => new(replayed.Records, replayed.HasCheckpoint);

    private ReplayStore Scratch()
    {
        var store = installation.OpenScratch(clock);
        return new ReplayStore(store.Visitors, store.VisitorReader, store);
    }

    private async ValueTask<List<PartitionHead>> HeadsAsync(CancellationToken cancel)
    {
        var heads = new List<PartitionHead>();
        for (var p = 0; p < installation.Partitions; p++) heads.Add(await installation.VisitorReader.HeadAsync(p, cancel));
        return heads;
    }
}
