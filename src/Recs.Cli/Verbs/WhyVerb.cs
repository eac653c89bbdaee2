using System.CommandLine;
using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Recommendations;
using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Cli.Verbs;

/// <summary><c>recs why</c>: why a product is in a visitor's list, or what keeps it out; from the folder, or from the server that holds it.</summary>
internal static class WhyVerb
{
    private const string WhileInUse = "Whoever holds it has not said where it can be reached: stop it, or ask it.";

    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var visitor = new Argument<string>("visitor") { Description = "Whose list: an anonymous id or a user id." };
        var item = new Argument<string>("product") { Description = "The product that is asked about." };
        var asked = new RecommendOptions();
        var (data, site, json, key) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json(), ServerKey.Option());
        var verb = new Verb("why", "Say why a product is in a visitor's list, with what its score is made of, or the first thing that keeps it out.",
            "recs why 17850 22423 for_you",
            "recs why 17850 22423 cross_sell --item 85123A --json")
        {
            visitor, item, data, site, json, key,
        };
        asked.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var request = asked.Request(parsed);
            var (id, product) = (new VisitorId(parsed.GetRequiredValue(visitor)), new ItemId(parsed.GetRequiredValue(item)));
            var (folder, shop) = (parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)));
            using var server = ServerConnection.Find(folder, shop, parsed.GetValue(key), clock);
            using var why = server is not null
                ? await server.GetAsync(ListQuery.OfWhy(request, product, id), cancel)
                : await FindAsync(folder, shop, request, product, id, clock, cancel);
            if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(why.RootElement.WriteTo));
            else WhyText.Write(console, why.RootElement);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<JsonDocument> FindAsync(
        string folder, SiteId site, RecommendationRequest request, ItemId item, VisitorId visitor, TimeProvider clock, CancellationToken cancel)
    {
        await using var installation = SiteFolder.Open(folder, clock, WhileInUse);
        return JsonDocument.Parse(WhyJson.Write(await new ListMaker(installation, site, clock).WhyAsync(request, item, visitor, cancel)));
    }
}
