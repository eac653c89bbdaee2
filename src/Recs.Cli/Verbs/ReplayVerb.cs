using System.CommandLine;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Replay;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs replay</c>: the site as of a time, folded anew from the log.</summary>
internal static class ReplayVerb
{
    private const string WhileInUse = "A replay needs the folder for itself: stop the server, or replay a copy of the folder.";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var to = CommonOptions.Moment("--to", "The time to replay to; without it, the newest record in the stored states.");
        var verify = new Option<bool>("--verify")
        {
            Description = "Replay a second time in other steps and compare every byte; where the time is not before the newest record, compare the stored states too. A difference exits with 1.",
        };
        var (data, site, json) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json());
        var verb = new Verb("replay", "Fold the log anew up to a time and show what it comes to. Changes nothing.",
            "recs replay --to 2011-06-30T23:59:59Z",
            "recs replay --verify")
        {
            to, verify, data, site, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            await using var installation = SiteFolder.Open(parsed.GetRequiredValue(data), clock, WhileInUse);
            var report = await ProgressDisplays.RunAsync(console, parsed.GetValue(json), progress =>
                new ReplayRun(installation, new SiteId(parsed.GetRequiredValue(site)), progress, clock).RunAsync(parsed.GetValue(to), parsed.GetValue(verify), cancel));
            if (parsed.GetValue(json)) console.WriteJson(ReplayJson.Write(report));
            else Write(console, report);
            return report.Same ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return verb;
    }

    private static void Write(CliConsole console, ReplayReport report)
    {
        console.Write($"As of {report.To}, from {report.Records:N0} records:");
        console.Write($"  orders {report.Applied.Orders:N0}, refunds {report.Applied.Refunds:N0}, net spent {report.Applied.NetSpent:N2}");
        console.Write("  " + string.Join(", ", report.Applied.Stages.Select(s => $"{s.Key} {s.Value:N0}")));
        if (report.Waiting > 0) console.Write($"{report.Waiting:N0} records wait to be applied and were left out; start the server to apply them.");
        foreach (var check in report.Checks)
        {
            console.Write(check.Differences == 0
                ? $"{check.What}: the same bytes ({check.Compared:N0} visitors, sites and counters)"
                : $"{check.What}: {check.Differences:N0} differences among {check.Compared:N0} visitors, sites and counters");
            foreach (var difference in check.First) console.Write("  " + difference);
        }
    }
}
