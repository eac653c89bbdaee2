using Recs.Core;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Http;
using Recs.Server.Sites;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Recommender;

/// <summary><c>GET /v1/visitors/{id}/why</c>: why a product is in a visitor's list, or what keeps it out; needs the secret key.</summary>
public static class WhyEndpoint
{
    private const string Example = """
        {"item":"pot","form":"cross_sell","listed":true,"rank":1,"score":0.029267,"keptOut":null,"text":"It is in the list at place 1: Bought together with Red tea mug 1.6 times as often as chance (10 baskets).",
        "reason":{"code":"bought_together","items":["mug"],"categories":[],"text":"Bought together with Red tea mug 1.6 times as often as chance (10 baskets)"},
        "explanation":{"source":"co_purchases","rank":1,"parts":[{"name":"mug","value":0.029267,"text":"10 baskets with both, 5.0 by chance: 1.6 times as often, with 3 baskets of doubt added to both; 5.0 % of what is bought with it; weight 1"}],"rules":[]},"hiddenBy":null,"refusedPin":null}
        """;

    private static readonly (string Name, string Description, string Example)[] Parameters =
    [
        ("item", "The product asked about.", "pot"),
        ("form", "Of the list.", "cross_sell"),
        ("anchor", "The product the page shows: what the list's item would be.", "mug"),
        ("cart", "As of the list.", ""),
        ("category", "As of the list.", ""),
        ("limit", "As of the list; 10 unless told.", "10"),
        ("minPrice", "As of the list.", ""),
        ("maxPrice", "As of the list.", ""),
        ("exclude", "As of the list.", ""),
        ("attr.colour", "As of the list.", ""),
        ("placement", "As of the list: rules may ask for it.", "below-product"),
        ("diversity", "As of the list.", ""),
    ];

    public static void MapWhy(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/visitors/{id}/why", ReadAsync)
            .Answers<WhyResponse>("Rank and score with what they are made of, or the first thing that keeps the product out.", Example)
            .TakesQuery(Parameters, ("id", "A user id or an anonymous id.", "anna"))
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.VisitorUnknown)
            .WithSummary("Why a product is in a visitor's list now, or why not.");

    private static async Task<IResult> ReadAsync(
        HttpContext http, string id, SiteDirectory sites, PatientVisitors visitors, SnapshotAggregator snapshots, RuleBooks rules, Lists lists, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        id = PathId.Of(http, "/v1/visitors/", id);
        var item = http.Request.Query["item"].ToString();
        var request = RecommendationQuery.Read(http.Request.Query, Parameters, out var wrong);
        if (item.Length == 0) wrong = "item: the id of the product that is asked about was expected; nothing was found." + (request is null ? " " + wrong : "");
        if (request is null || item.Length == 0) return new Problem(ProblemCode.InvalidParameter, wrong);

        var anchor = http.Request.Query["anchor"].ToString();
        request = request with { Item = anchor.Length > 0 ? new ItemId(anchor) : null };
        var reading = await visitors.Reader.ReadAsync(key.Site.Id, new VisitorId(id), lists.AsksFriends(request.Form), cancel);
        if (reading.Unavailable) return new Problem(ProblemCode.StoreUnavailable, "The visitor's state could not be read in time. Ask again.") { RetryAfterSeconds = RetryDelay.Seconds() };
        if (reading.View is not { } view)
            return new Problem(ProblemCode.VisitorUnknown, $"No visitor '{Shortened(id)}' of site '{key.Site.Id}', or one who has refused personalisation: such a list rests on nobody.");
        var why = lists.Why(request, new ItemId(item), view, snapshots.Current(key.Site.Id), rules.Current(key.Site.Id));
        return TypedResults.Json(WhyResponse.Of(why), ServerJson.Readable.WhyResponse);
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
