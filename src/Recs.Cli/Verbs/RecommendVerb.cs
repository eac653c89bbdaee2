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
    private const string WhileInUse = "A running server answers the same: curl -H \"Authorization: Bearer <secret key>\" \"<url>/v1/recommendations?form=…\"";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var asked = new RecommendOptions();
        var (data, site, json) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json());
        var asOf = CommonOptions.Moment("--as-of", "The list that would have been given then: states and counts are folded anew from the log. Catalogue and rules are today's.");
        var verb = new Verb("recommend", "Show a list of recommendations with the reason for every product.",
            "recs recommend cross_sell --item 85123A",
            "recs recommend for_you --visitor 17850 --limit 5 --json",
            "recs recommend for_you --visitor 17850 --as-of 2011-06-30")
        {
            asked.Form, asked.Item, asked.Visitor, asked.Cart, asked.Category, asked.Limit, asOf, data, site, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var request = asked.Request(parsed);
            var visitor = parsed.GetValue(asked.Visitor) is { } id ? new VisitorId(id) : (VisitorId?)null;
            await using var installation = SiteFolder.Open(parsed.GetRequiredValue(data), clock, WhileInUse);
            var shop = new SiteId(parsed.GetRequiredValue(site));
            var list = parsed.GetValue(asOf) is { } time
                ? await ProgressDisplays.RunAsync(console, parsed.GetValue(json), progress => MakeThenAsync(installation, progress, clock, shop, time, request, visitor, cancel))
                : await new ListMaker(installation, shop, clock).MakeAsync(request, visitor, cancel);
            if (parsed.GetValue(json))
            {
                console.WriteJson(ListJson.Write(list));
                return ExitCodes.Ok;
            }

            ListTable.Write(console.Out, list);
            if (list.Shortfall is { } shortfall) console.Say(shortfall.Text);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<RecommendationList> MakeThenAsync(
        SqliteInstallation installation, IProgressDisplay progress, TimeProvider clock, SiteId site, Instant time, RecommendationRequest request, VisitorId? visitor, CancellationToken cancel)
    {
        await using var states = await new SiteReplay(installation, progress, clock).StatesAsync(site, time, cancel);
        return await new ListMaker(states.Reader, installation, site, new StoppedClock(time)).MakeAsync(request, visitor, cancel);
    }
}
