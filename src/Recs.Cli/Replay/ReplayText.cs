using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming.Replays;

namespace Recs.Cli.Replay;

/// <summary>What a replay found, for people.</summary>
public static class ReplayText
{
    private const int Shown = 20;

    public static void Write(CliConsole console, Instant to, long records, AppliedTotals totals)
    {
        console.Write($"As of {to}, from {records:N0} records:");
        console.Write($"  orders {totals.Orders:N0}, refunds {totals.Refunds:N0}, net spent {totals.NetSpent:N2}");
        if (totals.Stages.Count > 0) console.Write("  " + string.Join(", ", totals.Stages.Select(s => $"{s.Key} {s.Value:N0}")));
    }

    public static void Write(CliConsole console, ReplayReport report)
    {
        var compared = $"{report.Visitors:N0} visitors, {report.Orders:N0} orders, {report.Counters:N0} counters, {report.Changes:N0} changes compared";
        console.Write($"As of {report.To}, from {report.Records:N0} records: {compared}.");
        console.Write(report.Differences == 0 ? "Two replays and the stored states have the same bytes." : $"{report.Differences:N0} differences:");
        foreach (var d in report.First.Take(Shown)) console.Write($"  {d.Between}, partition {d.Partition}: {Where(d)}{d.What}");
        if (report.Differences > Shown) console.Write($"  and {report.Differences - Shown:N0} more");
    }

    private static string Where(ReplayDifference d) => d.Visitor is { } visitor ? $"visitor {d.Site}/{visitor}: " : d.Site is { } site ? $"site {site}: " : "";
}
