using System.CommandLine;
using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Verbs;

/// <summary><c>recs visitor</c>: all that is known of one visitor.</summary>
internal static class VisitorVerb
{
    private const string WhileInUse = "Whoever holds it has not said where it can be reached: stop it, or ask it.";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var id = new Argument<string>("id") { Description = "A user id or an anonymous id." };
        var asOf = CommonOptions.Moment("--as-of", "The time of the profile; without it, now, or for a site with imported history only its last record.");
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb("visitor", "Show the profile of one visitor. Exits with 1 where there is none.",
            "recs visitor 17850",
            "recs visitor 17850 --as-of 2011-06-30 --json")
        {
            id, asOf, data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var visitor = new VisitorId(parsed.GetRequiredValue(id));
            var siteId = new SiteId(parsed.GetRequiredValue(site));
            var folder = parsed.GetRequiredValue(data);
            using var server = ServerConnection.Find(folder, siteId, parsed.GetValue(key), clock);
            var profile = server is null
                ? await ReadAsync(folder, siteId, visitor, parsed.GetValue(asOf), clock, cancel)
                : await AskAsync(server, visitor, parsed.GetValue(asOf), cancel);
            if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(json => JsonSerializer.Serialize(json, profile, VisitorProfileJson.Default.VisitorProfile)));
            else ProfileText.Write(console.Out, profile);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<VisitorProfile> AskAsync(ServerConnection server, VisitorId visitor, Instant? asOf, CancellationToken cancel)
    {
        var time = asOf is { } t ? $"?asOf={Uri.EscapeDataString(t.ToString())}" : "";
        using var answer = await server.GetAsync($"/v1/visitors/{Uri.EscapeDataString(visitor.Value)}{time}", cancel);
        return answer.RootElement.Deserialize(VisitorProfileJson.Default.VisitorProfile)!;
    }

    private static async Task<VisitorProfile> ReadAsync(
        string folder, SiteId site, VisitorId visitor, Instant? asOf, TimeProvider clock, CancellationToken cancel)
    {
        await using var installation = SiteFolder.Open(folder, clock, WhileInUse);
        var reader = new VisitorProfileReader(installation.VisitorReader, installation.EventLog, installation.Checkpoints, clock);
        return await reader.ReadAsync(site, visitor, asOf, cancel)
            ?? throw new CliException(ExitCodes.Failed, $"The site {site} knows no visitor {visitor}{(asOf is { } t ? $" as of {t}" : "")}. Check the id, --site and --data{(asOf is null ? "" : ", or take a later --as-of")}.");
    }
}
