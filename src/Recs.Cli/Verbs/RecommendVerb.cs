using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Recommendations;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs recommend</c>: a list with its reasons, as the server would answer.</summary>
internal static class RecommendVerb
{
    private const string WhileInUse = "A running server answers the same: curl -H \"Authorization: Bearer <secret key>\" \"<url>/v1/recommendations?form=…\"";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var asked = new RecommendOptions();
        var (data, site, json) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json());
        var verb = new Verb("recommend", "Show a list of recommendations with the reason for every product.",
            "recs recommend cross_sell --item 85123A",
            "recs recommend for_you --visitor 17850 --limit 5 --json")
        {
            asked.Form, asked.Item, asked.Visitor, asked.Cart, asked.Category, asked.Limit, data, site, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var request = asked.Request(parsed);
            var visitor = parsed.GetValue(asked.Visitor) is { } id ? new VisitorId(id) : (VisitorId?)null;
            await using var installation = SiteFolder.Open(parsed.GetRequiredValue(data), clock, WhileInUse);
            var list = await new ListMaker(installation, new SiteId(parsed.GetRequiredValue(site)), clock).MakeAsync(request, visitor, cancel);
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
}
