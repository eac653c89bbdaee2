using System.CommandLine;
using Recs.Cli.EshopClothing;
using Recs.Cli.Files;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs import eshop-clothing</c>: the clicks of a clothing shop (UCI 553).</summary>
internal static class ImportEshopClothingVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var path = new Argument<string>("folder|file") { Description = "The file (.csv or .csv.gz), or the folder it lies in." };
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb(
            "eshop-clothing",
            "Import the click stream of a clothing shop (UCI 553) as history: models become the catalogue, clicks product views, each session a visitor. Repeating an import changes nothing.",
            "recs import eshop-clothing ../shared/data/eshop-clothing --data data/clothing",
            "recs import eshop-clothing eshop_clothing_2008.csv.gz --data data/clothing --json")
        {
            path, data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var file = Find(parsed.GetRequiredValue(path));
            var (started, asJson) = (clock.GetTimestamp(), parsed.GetValue(json));
            var open = ImportTargets.Opener(parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)), parsed.GetValue(key), clock);
            var summary = await ProgressDisplays.RunAsync(console, asJson, progress => new EshopImport(open, progress).RunAsync(file, cancel));
            if (!summary.Changed) console.Say("The site holds this import already; nothing was changed.");
            if (asJson) console.WriteJson(EshopOutput.WriteJson(summary, clock.GetElapsedTime(started)));
            else EshopOutput.Write(console, summary, clock.GetElapsedTime(started));
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static InputFile Find(string path)
    {
        if (!Directory.Exists(path)) return InputFiles.Find([path])[0];
        var found = Directory.GetFiles(path).Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1
            ? new InputFile(found[0])
            : throw new CliException(ExitCodes.Failed, $"The folder {path} holds {found.Count} files .csv or .csv.gz; one was expected, that of the data set (UCI 553). Name the file.");
    }
}
