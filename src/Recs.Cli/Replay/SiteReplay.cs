using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
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

    /// <summary>A site as of a time, and how many records of all sites make it up.</summary>
    public async Task<(long Records, AppliedTotals Totals)> TotalsAsync(SiteId site, Instant to, CancellationToken cancel)
    {
        var ends = (await HeadsAsync(cancel)).Select(h => h.NextOffset).ToList();
        var records = await LogUntil.OpenAsync(installation.EventLog, to, ends, cancel);
        await using var store = SqliteInstallation.OpenTemporary(installation.Partitions, clock);
        await StepAsync($"Replaying {records.Records} records", () => new LogReplay(records, Counts).RunAsync(store.Visitors, new PartitionOptions(), restart: false, cancel));
        return (records.Records, await new AppliedReader(store.VisitorReader, store.Partitions, clock).ReadAsync(site, to, cancel));
    }

    /// <summary>Replays twice in different ways, and compares the two and the stored states byte by byte.</summary>
    public async Task<ReplayReport> VerifyAsync(Instant to, CancellationToken cancel)
    {
        var live = new ReplayStore(installation.Visitors, installation.VisitorReader);
        var verifier = new ReplayVerifier(installation.EventLog, live, Counts, Scratch);
        ReplayReport? report = null;
        await StepAsync("Replaying and comparing", async () => report = await verifier.VerifyAsync(to, cancel));
        return report!;
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

    private async Task StepAsync(string what, Func<Task> step)
    {
        var done = progress.Begin(what, 1);
        await step();
        done.Report(1);
    }
}
