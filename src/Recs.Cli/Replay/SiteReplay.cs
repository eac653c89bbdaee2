using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
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

    /// <summary>The states and counts as of a time; to be disposed of.</summary>
    public async Task<ReplayStore> StatesAsync(Instant to, CancellationToken cancel) => (await RunAsync(to, verify: false, cancel)).States;

    /// <summary>A site as of a time, and how many records of all sites make it up.</summary>
    public async Task<(long Records, AppliedTotals Totals)> TotalsAsync(SiteId site, Instant to, CancellationToken cancel)
    {
        await using var replayed = await RunAsync(to, verify: false, cancel);
        return (replayed.Records, await new AppliedReader(replayed.States.Reader, installation.Partitions, clock).ReadAsync(site, to, cancel));
    }

    /// <summary>Replays in different ways, and compares the replays and the stored states byte by byte.</summary>
    public async Task<VerifiedReplay> VerifyAsync(Instant to, CancellationToken cancel)
    {
        await using var replayed = await RunAsync(to, verify: true, cancel);
        return new VerifiedReplay(to, replayed.Records, replayed.Checks);
    }

    private async Task<ReplayResult> RunAsync(Instant to, bool verify, CancellationToken cancel)
    {
        var live = new ReplayStore(installation.Visitors, installation.VisitorReader);
        var done = progress.Begin(verify ? "Replaying and comparing" : "Replaying", 1);
        var result = await new Replayer(installation.EventLog, live, Counts, Scratch).RunAsync(to, verify, step: null, cancel);
        done.Report(1);
        return result;
    }

    private ReplayStore Scratch()
    {
        var store = SqliteInstallation.OpenTemporary(installation.Partitions, clock);
        return new ReplayStore(store.Visitors, store.VisitorReader, store);
    }

    private async ValueTask<List<PartitionHead>> HeadsAsync(CancellationToken cancel)
    {
        var heads = new List<PartitionHead>();
        for (var p = 0; p < installation.Partitions; p++) heads.Add(await installation.VisitorReader.HeadAsync(p, cancel));
        return heads;
    }
}
