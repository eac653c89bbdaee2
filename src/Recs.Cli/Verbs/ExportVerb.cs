using System.CommandLine;
using Recs.Cli.Export;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Sqlite;

namespace Recs.Cli.Verbs;

/// <summary><c>recs export</c>: what a site holds, as plain files.</summary>
internal static class ExportVerb
{
    private const string Common =
        "An interrupted export goes on where it stopped when the command is repeated. Where a server holds the folder, a copy as of now is read.";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var verb = new Verb("export", "Write what a site holds to plain files: one JSON object a line, or CSV.", "recs export interactions --out exports/interactions.csv.gz --format csv");
        verb.Subcommands.Add(Kind(console, clock, "events", "Write the events of a site as they were sent, in the order of receipt, as recs import jsonl takes them; as CSV a row for each product of an event.", "the event",
            "recs export events --out exports/events.jsonl.gz",
            "recs export events --from 2011-06-01 --to 2011-12-01 --format csv --out exports/autumn.csv --json"));
        verb.Subcommands.Add(Kind(console, clock, "interactions", "Write who viewed, marked, put into the cart or bought which product, as models are trained on it, in the order of receipt: time, visitor, item, kind (view, favourite, cart, purchase), order and its line.", "the interaction",
            "recs export interactions --out exports/interactions.csv.gz --format csv"));
        verb.Subcommands.Add(Kind(console, clock, "visitors", "Write the profile of every visitor as recs visitor --json shows it; as CSV what is one value.", "when the visitor was last seen",
            "recs export visitors --out exports/visitors.jsonl"));
        verb.Subcommands.Add(Kind(console, clock, "items", "Write the catalogue as it is now, by id, as recs import jsonl --items takes it.", null,
            "recs export items --out exports/items.jsonl"));
        return verb;
    }

    /// <param name="console">Where to.</param>
    /// <param name="clock">Tells now.</param>
    /// <param name="kind">What.</param>
    /// <param name="description">In words.</param>
    /// <param name="time">What the times choose by; null: nothing of the kind has a time.</param>
    /// <param name="examples">For the help.</param>
    private static Verb Kind(CliConsole console, TimeProvider clock, string kind, string description, string? time, params string[] examples)
    {
        var output = new Option<string>("--out") { Description = "The file to be made; one that ends with .gz is compressed. Until it is whole it is called .part.", HelpName = "file", Required = true };
        var format = new Option<string>("--format") { Description = "jsonl (one JSON object a line) or csv.", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var (data, site, json) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json());
        json.Description = "Print the summary as JSON, and nothing else.";
        var verb = new Verb(kind, $"{description} {Common}", examples) { output, format };
        var (from, to) = time is null ? (null, null) : (CommonOptions.Moment("--from", $"Nothing before: {time}."), CommonOptions.Moment("--to", $"Nothing at this time or after: {time}."));
        if (from is not null) verb.Add(from);
        if (to is not null) verb.Add(to);
        foreach (var option in new Option[] { data, site, json }) verb.Add(option);
        verb.SetAction(async (parsed, cancel) =>
        {
            var request = new ExportRequest(
                kind, parsed.GetRequiredValue(format) == "csv", parsed.GetRequiredValue(output), parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)),
                from is null ? null : parsed.GetValue(from), to is null ? null : parsed.GetValue(to));
            if (request.From >= request.Until) throw new CliException(ExitCodes.Usage, $"--from must lie before --to; {request.From} and {request.Until} were found.");
            var (opened, copied) = SiteFolder.OpenOrCopy(request.Folder, clock);
            using var copy = copied;
            await using var installation = opened;
            return await RunAsync(console, clock, request, installation, parsed.GetValue(json), cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(CliConsole console, TimeProvider clock, ExportRequest request, SqliteInstallation installation, bool json, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var source = ExportSources.Of(request, installation, clock);
        var summary = await ProgressDisplays.RunAsync(console, json, progress => new ExportRun(request, source, progress).RunAsync(cancel));
        if (summary.Rows == 0 && !json) console.Say($"The site {request.Site} holds no {request.Kind}{(request.From is null && request.Until is null ? "" : " of that time")}. Check --site, --data and the times if there should be some.");
        if (json) console.WriteJson(ExportOutput.WriteJson(summary, clock.GetElapsedTime(started)));
        else ExportOutput.Write(console, summary, clock.GetElapsedTime(started));
        return ExitCodes.Ok;
    }
}
