using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Recommendations;
using Recs.Cli.Replay;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Sqlite;

namespace Recs.Cli.Verbs;

/// <summary><c>recs recommend</c>: a list with its reasons, as the server would answer.</summary>
internal static class RecommendVerb
{
    private const string WhileInUse = "Whoever holds it has not said where it can be reached: stop it, or ask it.";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var asked = new RecommendOptions();
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var asOf = CommonOptions.Moment("--as-of", "The list that would have been given then: states and counts are folded anew from the log. Catalogue and rules are today's.");
        var verb = new Verb("recommend", "Show a list of recommendations with the reason for every product.",
            "recs recommend cross_sell --item 85123A",
            "recs recommend for_you --visitor 17850 --limit 5 --json",
            "recs recommend popular --min-price 1 --max-price 9.50 --exclude 85123A,22423 --diversity 0.3 --placement home",
            "recs recommend for_you --recent 85123A,22423:cart --explain",
            "recs recommend for_you --visitor 17850 --as-of 2011-06-30")
        {
            asked.Visitor, asked.Recent, asked.Explain, asOf, data, site, key, json,
        };
        asked.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var request = asked.Request(parsed);
            var visitor = parsed.GetValue(asked.Visitor) is { } id ? new VisitorId(id) : (VisitorId?)null;
            var (folder, shop) = (parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)));
            using var server = parsed.GetValue(asOf) is null ? ServerConnection.Find(folder, shop, parsed.GetValue(key), clock) : null;
            if (server is not null)
            {
                using var answer = await server.GetAsync(ListQuery.Of(request, visitor), cancel);
                if (visitor is { } asker && IsNobodys(answer.RootElement))
                    throw new CliException(ExitCodes.Failed, $"The server's site knows no visitor {asker}, or one who has refused to be recognised. Check the id, --key and --data, or leave --visitor out.");
                if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(answer.RootElement.WriteTo));
                else ListTable.Write(console, answer.RootElement);
                return ExitCodes.Ok;
            }

            // What was is folded from the log, which a copy of a served folder holds as well.
            var (opened, copied) = parsed.GetValue(asOf) is null ? (SiteFolder.Open(folder, clock, WhileInUse), null) : SiteFolder.OpenOrCopy(folder, clock);
            using var copy = copied;
            await using var installation = opened;
            var list = parsed.GetValue(asOf) is { } time
                ? await ProgressDisplays.RunAsync(console, parsed.GetValue(json), progress => MakeThenAsync(installation, progress, clock, shop, time, request, visitor, cancel))
                : await new ListMaker(installation, shop, clock).MakeAsync(request, visitor, cancel);
            if (parsed.GetValue(json))
            {
                console.WriteJson(ListJson.Write(list));
                return ExitCodes.Ok;
            }

            using var shown = JsonDocument.Parse(ListJson.Write(list));
            ListTable.Write(console, shown.RootElement);
            return ExitCodes.Ok;
        });
        return verb;
    }

    // Pages get a list all the same; who names somebody on the command line wants to know.
    private static bool IsNobodys(JsonElement answer) => answer.GetProperty("stage").ValueKind == JsonValueKind.Null && !answer.GetProperty("degraded").GetBoolean();

    private static async Task<RecommendationList> MakeThenAsync(
        SqliteInstallation installation, IProgressDisplay progress, TimeProvider clock, SiteId site, Instant time, RecommendationRequest request, VisitorId? visitor, CancellationToken cancel)
    {
        await using var states = await new SiteReplay(installation, progress, clock).StatesAsync(site, time, cancel);
        return await new ListMaker(states.Reader, installation, site, new StoppedClock(time)).MakeAsync(request, visitor, cancel);
    }
}
