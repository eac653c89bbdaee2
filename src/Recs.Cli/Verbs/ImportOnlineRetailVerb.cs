using System.CommandLine;
using Recs.Cli.Hosting;
using Recs.Cli.OnlineRetail;
using Recs.Cli.Output;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs import online-retail</c>: a year of a British gift shop (UCI 352).</summary>
internal static class ImportOnlineRetailVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var paths = new Argument<string[]>("folder|file")
        {
            Description = "The folder of the monthly files (.csv or .csv.gz), or such files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (data, site, json, key) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json(), ServerKey.Option());
        var verb = new Verb(
            "online-retail",
            "Import the Online Retail data set (UCI 352) as history: invoices become orders, cancellations refunds, stock codes the catalogue. Repeating an import changes nothing.",
            "recs import online-retail ../shared/data/online-retail",
            "recs import online-retail online_retail_2010-12.csv.gz --data data/december --json")
        {
            paths, data, site, json, key,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var files = RetailFiles.Find(parsed.GetRequiredValue(paths));
            var open = ImportTargets.Opener(parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)), parsed.GetValue(key), clock);
            return await RunAsync(console, clock, open, files, parsed.GetValue(json), cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        CliConsole console, TimeProvider clock, Func<IImportTarget> open, IReadOnlyList<RetailFile> files, bool json, CancellationToken cancel)
    {
        var (summary, import) = await ProgressDisplays.RunAsync(console, json, async progress =>
        {
            var run = new RetailImport(open, progress, clock);
            run.Warned += console.Say;
            return (await run.RunAsync(files, cancel), run);
        });
        if (!import.Changed) console.Say("The site holds this import already; nothing was changed.");
        else if (import.Sent < summary.Events) console.Say($"The site held {summary.Events - import.Sent} of the events already; the other {import.Sent - import.LeftOut} were added.");
        if (json) console.WriteJson(SummaryJson.Write(summary));
        else SummaryTable.Write(console.Out, summary);
        if (import.LeftOut > 0)
        {
            console.Say($"{import.LeftOut} events of visitors who were erased lately were left out, so the states are not compared with the lines.");
            return ExitCodes.Ok;
        }

        if (summary.AddsUp) return ExitCodes.Ok;
        if (import.HasCompany)
        {
            console.Say("The site holds other events too, so its states are not compared with the lines.");
            return ExitCodes.Ok;
        }

        console.Say(
            $"The states and the lines left out come to {summary.Applied.NetSpent + summary.Excluded.Values.Sum(e => e.Total)}, the lines to {summary.Total}. Does the site hold orders besides this import?");
        return ExitCodes.Failed;
    }
}
