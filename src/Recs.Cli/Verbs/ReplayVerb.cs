using System.CommandLine;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Replay;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs replay</c>: the site as of a time, folded anew from the log; or the proof that the states are what the log says.</summary>
internal static class ReplayVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var to = CommonOptions.Moment("--to", "The time to replay to; without it, that of the newest record in the stored states.");
        var verify = new Option<bool>("--verify")
        {
            Description = "Replay in two ways and compare the two, and the stored states, byte by byte, for all sites. A difference exits with 1.",
        };
        var (data, site, json) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json());
        var verb = new Verb("replay", "Fold the log anew up to a time and show what a site came to, or verify the states. Changes nothing. Where a server holds the folder, a copy as of now is replayed.",
            "recs replay --to 2011-06-30T23:59:59Z",
            "recs replay --verify")
        {
            to, verify, data, site, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var (opened, copied) = SiteFolder.OpenOrCopy(parsed.GetRequiredValue(data), clock);
            using var copy = copied;
            await using var installation = opened;
            var shop = new SiteId(parsed.GetRequiredValue(site));
            var (time, asJson) = (parsed.GetValue(to), parsed.GetValue(json));
            return parsed.GetValue(verify)
                ? await VerifyAsync(console, progress => new SiteReplay(installation, progress, clock), time, asJson, cancel)
                : await ShowAsync(console, progress => new SiteReplay(installation, progress, clock), shop, time, asJson, cancel);
        });
        return verb;
    }

    private static async Task<int> ShowAsync(
        CliConsole console, Func<IProgressDisplay, SiteReplay> begin, SiteId site, Instant? to, bool json, CancellationToken cancel)
    {
        var (time, waiting, (from, totals)) = await ProgressDisplays.RunAsync(console, json, async progress =>
        {
            var replay = begin(progress);
            var time = to ?? await replay.NewestAsync(cancel);
            return (time, await replay.WaitingAsync(cancel), await replay.TotalsAsync(site, time, cancel));
        });
        if (json) console.WriteJson(ReplayJson.Write(time, from, waiting, totals));
        else ReplayText.Write(console, time, from, totals);
        SayWaiting(console, waiting, json);
        return ExitCodes.Ok;
    }

    private static async Task<int> VerifyAsync(
        CliConsole console, Func<IProgressDisplay, SiteReplay> begin, Instant? to, bool json, CancellationToken cancel)
    {
        var (waiting, report) = await ProgressDisplays.RunAsync(console, json, async progress =>
        {
            var replay = begin(progress);
            return (await replay.WaitingAsync(cancel), await replay.VerifyAsync(to ?? await replay.NewestAsync(cancel), cancel));
        });
        if (json) console.WriteJson(ReplayJson.Write(report, waiting));
        else ReplayText.Write(console, report);
        SayWaiting(console, waiting, json);
        return report.Differences == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static void SayWaiting(CliConsole console, long waiting, bool json)
    {
        if (waiting > 0 && !json) console.Say($"{waiting:N0} records wait to be applied and were left out; start the server to apply them.");
    }
}
