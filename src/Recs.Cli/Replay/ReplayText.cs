using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming.Replays;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Replay;

/// <summary>What a replay found, for people.</summary>
public static class ReplayText
{
    public static void Write(CliConsole console, Instant to, ReplayedRecords from, AppliedTotals totals)
    {
        Head(console, to, from);
        console.Write($"  orders {totals.Orders:N0}, refunds {totals.Refunds:N0}, net spent {totals.NetSpent:N2}");
        if (totals.Stages.Count > 0) console.Write("  " + string.Join(", ", totals.Stages.Select(s => $"{s.Key} {s.Value:N0}")));
    }

    public static void Write(CliConsole console, VerifiedReplay replay)
    {
        Head(console, replay.To, replay.From);
        foreach (var check in replay.Checks) Write(console, check);
    }

    private static void Head(CliConsole console, Instant to, ReplayedRecords from) =>
        console.Write($"As of {to}, from {(from.FromCheckpoint ? "the checkpoint and " : "")}{from.Records:N0} records:");

    private static void Write(CliConsole console, ReplayCheck check)
    {
        var compared = $"{check.Visitors:N0} visitors, {check.Orders:N0} orders, {check.Counters:N0} counters, {check.Changes:N0} changes";
        console.Write($"  {check.What}: {compared} compared; {(check.Differences == 0 ? "the same bytes" : $"{check.Differences:N0} differences")}");
        foreach (var difference in check.First) console.Write($"    {difference}");
        if (check.Differences > check.First.Count) console.Write($"    and {check.Differences - check.First.Count:N0} more");
    }
}
