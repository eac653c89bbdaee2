using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Sqlite;

namespace Recs.Cli.Replay;

/// <summary>
/// Replays the log of a data folder up to a time and, to verify, once more in another way: both must give the same bytes.
/// Where the time is not before the newest record in the stored states, those are compared too. Changes nothing.
/// </summary>
public sealed class ReplayRun(SqliteInstallation installation, SiteId site, IProgressDisplay progress, TimeProvider clock)
{
    /// <param name="to">The time; null: that of the newest record in the stored states.</param>
    /// <param name="verify">Whether to compare.</param>
    /// <param name="cancel">Stops the replay.</param>
    public async Task<ReplayReport> RunAsync(Instant? to, bool verify, CancellationToken cancel)
    {
        var heads = new List<PartitionHead>();
        for (var p = 0; p < installation.Partitions; p++) heads.Add(await installation.VisitorReader.HeadAsync(p, cancel));
        var newest = heads.SelectMany(h => h.Sites).Select(s => SitePartitionState.Decode(s.Bytes).Clock).DefaultIfEmpty(Instant.MinValue).Max();
        var time = to ?? newest;
        var replayer = new Replayer(installation.EventLog, [.. heads.Select(h => h.NextOffset)], clock);
        var records = heads.Sum(h => h.NextOffset);

        await using var usual = await StepAsync("Replaying", () => replayer.RunAsync(time, ReplayWay.Usual, cancel));
        var applied = await new AppliedReader(usual.VisitorReader, usual.Partitions, clock).ReadAsync(site, time, cancel);
        var checks = verify ? await CheckAsync(replayer, usual, time, newest, cancel) : [];
        return new ReplayReport(time, records, await EndsAsync(cancel) - records, applied, checks);
    }

    private async Task<IReadOnlyList<ReplayCheck>> CheckAsync(Replayer replayer, SqliteInstallation usual, Instant time, Instant newest, CancellationToken cancel)
    {
        var checks = new List<ReplayCheck>();
        await using var other = await StepAsync("Replaying in other steps", () => replayer.RunAsync(time, ReplayWay.Other, cancel));
        checks.Add(await CompareAsync("two replays", usual, other, time, cancel));
        if (time >= newest) checks.Add(await CompareAsync("replay and stored states", usual, installation, time, cancel));
        return checks;
    }

    private async Task<ReplayCheck> CompareAsync(string what, SqliteInstallation one, SqliteInstallation other, Instant time, CancellationToken cancel)
    {
        var comparer = new StateComparer(time);
        await StepAsync($"Comparing {what}", async () =>
        {
            await comparer.CompareAsync(one, other, cancel);
            return true;
        });
        return new ReplayCheck(what, comparer.Compared, comparer.Differences, comparer.First);
    }

    private async Task<long> EndsAsync(CancellationToken cancel)
    {
        var sum = 0L;
        for (var p = 0; p < installation.Partitions; p++) sum += await installation.EventLog.EndAsync(p, cancel);
        return sum;
    }

    private async Task<T> StepAsync<T>(string what, Func<Task<T>> step)
    {
        var done = progress.Begin(what, 1);
        var result = await step();
        done.Report(1);
        return result;
    }
}
