using System.CommandLine;
using Recs.Cli.Files;
using Recs.Cli.Hosting;
using Recs.Cli.Jsonl;
using Recs.Cli.Output;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs import jsonl</c>: a shop's own history.</summary>
internal static class ImportJsonlVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "One event a line, as POST /v1/events takes it, each with its timestamp, oldest first; plain or .gz. Several files are read in the order given.",
            Arity = ArgumentArity.OneOrMore,
        };
        var items = new Option<string[]>("--items") { Description = "Files with one product a line, as PUT /v1/items takes it; put into the catalogue first.", HelpName = "file" };
        var importId = new Option<string?>("--import-id") { Description = "The name of the import; without it one made of the contents. Repeated after an interruption, an import goes on where it stopped.", HelpName = "name" };
        var timeZone = new Option<string?>("--time-zone") { Description = "What a site that is new takes for its time zone (IANA name); without it UTC.", HelpName = "zone" };
        var currency = new Option<string?>("--currency") { Description = "What a site that is new compares visitors in (ISO 4217); without it EUR.", HelpName = "code" };
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb(
            "jsonl",
            "Import a shop's own history from files of JSON lines. A line that cannot be taken is told with its number and reason, and left out; then the exit code is 1.",
            "recs import jsonl events.jsonl --items items.jsonl --data data/shop",
            "recs import jsonl 2025.jsonl.gz 2026.jsonl.gz --time-zone Europe/Berlin --currency EUR --data data/years --json")
        {
            files, items, importId, timeZone, currency, data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var (events, products) = (InputFiles.Find(parsed.GetRequiredValue(files)), InputFiles.Find(parsed.GetValue(items) ?? []));
            var settings = new JsonlSettings(parsed.GetValue(importId), parsed.GetValue(timeZone), parsed.GetValue(currency));
            var open = ImportTargets.Opener(parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)), parsed.GetValue(key), clock);
            return await RunAsync(console, clock, open, events, products, settings, parsed.GetValue(json), cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        CliConsole console, TimeProvider clock, Func<IImportTarget> open, IReadOnlyList<InputFile> events, IReadOnlyList<InputFile> items, JsonlSettings settings, bool json,
        CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var summary = await ProgressDisplays.RunAsync(console, json, progress => new JsonlImport(open, progress).RunAsync(events, items, settings, cancel));
        if (!summary.Changed) console.Say("The site holds this import already; nothing was changed.");
        foreach (var refused in summary.Refused) console.Say($"{refused.File}, line {refused.Line}: {refused.Reason}");
        if (summary.RefusedCount > summary.Refused.Count) console.Say($"… and {summary.RefusedCount - summary.Refused.Count:N0} more lines.");
        if (summary.OutOfOrder > 0)
            console.Say($"{summary.OutOfOrder:N0} events are older than one before them: where they are older than the visitor's newest, they add to totals only and begin no session. Sort the lines by timestamp and import them into a new site to mend that.");
        if (json) console.WriteJson(JsonlOutput.WriteJson(summary, clock.GetElapsedTime(started)));
        else JsonlOutput.Write(console, summary, clock.GetElapsedTime(started));
        return summary.RefusedCount == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
