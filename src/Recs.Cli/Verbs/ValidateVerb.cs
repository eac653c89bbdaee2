using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Readiness;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs validate</c>: whether a shop's data is enough for each form and for training, and what is wrong with it.</summary>
internal static class ValidateVerb
{
    private const string Broken = "broken";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb(
            "validate",
            "Check a shop's data: for each form of recommendation and for training whether there is enough or how much more of what, and what is wrong with the events, with a first example. Exit code 1 where something is broken. While a server holds the folder, it is asked.",
            "recs validate --data data/small",
            "recs validate --data data/small --json")
        {
            data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var (folder, shop) = (parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)));
            using var report = await ProgressDisplays.RunAsync(console, parsed.GetValue(json), progress => ReadAsync(folder, shop, parsed.GetValue(key), progress, clock, cancel));
            if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(report.RootElement.WriteTo));
            else ReadinessTable.Write(console, report.RootElement);
            return report.RootElement.GetProperty("verdict").GetString() == Broken ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<JsonDocument> ReadAsync(string folder, SiteId site, string? key, IProgressDisplay progress, TimeProvider clock, CancellationToken cancel)
    {
        using var server = ServerConnection.Find(folder, site, key, clock);
        if (server is not null) return await ServerReadiness.ReadAsync(server, progress, cancel);
        await using var installation = SiteFolder.Open(folder, clock, "Whoever holds it has not said where it can be reached: stop it first.");
        return await FolderReadiness.ReadAsync(installation, site, progress, clock, cancel);
    }
}
