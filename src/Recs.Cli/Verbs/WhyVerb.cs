using System.CommandLine;
using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Recommendations;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Sqlite;

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
        var placement = new Option<string?>("--placement") { Description = "The place on the page: rules may ask for it.", HelpName = "name" };
        var (data, site, json, key) = (CommonOptions.Data(), CommonOptions.Site(), CommonOptions.Json(), ServerKey.Option());
        var verb = new Verb("why", "Say why a product is in a visitor's list, with what its score is made of, or the first thing that keeps it out.",
            "recs why 17850 22423 for_you",
            "recs why 17850 22423 cross_sell --item 85123A --json")
        {
            visitor, item, asked.Form, asked.Item, asked.Cart, asked.Category, asked.Limit, placement, data, site, json, key,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var request = asked.Request(parsed) with { Placement = parsed.GetValue(placement) };
            var (id, product) = (new VisitorId(parsed.GetRequiredValue(visitor)), new ItemId(parsed.GetRequiredValue(item)));
            var folder = parsed.GetRequiredValue(data);
            using var why = DataFolder.FindOwner(folder)?.Url is { } url
                ? await AskAsync(url, ServerKey.Find(parsed.GetValue(key), url), request, product, id, clock, cancel)
                : await FindAsync(folder, new SiteId(parsed.GetRequiredValue(site)), request, product, id, clock, cancel);
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

    private static async Task<JsonDocument> AskAsync(
        Uri url, string key, RecommendationRequest request, ItemId item, VisitorId visitor, TimeProvider clock, CancellationToken cancel)
    {
        using var server = new ServerConnection(url, key, clock);
        var query = new List<(string Name, string? Value)>
        {
            ("item", item.Value),
            ("form", request.Form.Name()),
            ("anchor", request.Item?.Value),
            ("cart", string.Join(',', request.Cart.Select(i => i.Value))),
            ("category", request.Category),
            ("limit", request.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("placement", request.Placement),
        };
        var text = string.Join('&', query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        return await server.GetAsync($"/v1/visitors/{Uri.EscapeDataString(visitor.Value)}/why?{text}", cancel);
    }
}
