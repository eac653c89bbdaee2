using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Http;
using Recs.Server.Sites;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Recommender;

/// <summary><c>GET /v1/recommendations</c>: always an answer, with a reason for every item.</summary>
public static class RecommendationsEndpoint
{
    private static readonly (string Name, string Description, string Example)[] Parameters =
    [
        ("form", "re_sell, cross_sell, up_sell, referral, for_you, popular, trending or recently_viewed.", "cross_sell"),
        ("visitor", "The caller's own anonymous id, or a user id with its userToken; with the secret key anyone's. Without it the cookie, else X-Recs-Visitor.", "anna"),
        ("userToken", "Proves a user id with the write key: HMAC-SHA256 of it under a secret key of the site. Or the header X-Recs-User-Token.", ""),
        ("consent", "denied: nobody is to be recognised, and the answer rests on recent and cart alone, as it does with Sec-GPC: 1. Else granted.", "granted"),
        ("recent", "Up to 50 product ids, newest first, separated by commas, each with :view (unless told), :click, :wishlist, :cart or :order: the session of somebody not known.", "mug,pot:cart"),
        ("item", "The product the page shows.", "mug"),
        ("cart", "Up to 200 product ids, separated by commas; without it the cart of the visitor's state counts.", "mug,pot"),
        ("category", "Only this category and what lies below it.", "Home > Mugs"),
        ("limit", "1 to 200; 10 unless told.", "10"),
        ("minPrice", "Only from this price on.", "5"),
        ("maxPrice", "Only up to this price.", "25"),
        ("exclude", "Product ids that never come back, separated by commas.", "cup"),
        ("attr.colour", "Only products whose attribute of this name (any name after attr.) has this value.", "blue"),
    ];

    private const string AnswerExample = """
        {"listId":"01a201de-280c-725b-95bf-9ccdcf3b47a7","form":"cross_sell","stage":"FirstVisit","items":[{"id":"pot","title":"Red tea pot",
        "category":"Home > Pots","price":24,"currency":"EUR","url":null,"imageUrl":null,"score":0.029267,"tier":"similar","reason":{"code":"bought_together",
        "items":["mug"],"categories":[],"text":"Bought together with Red tea mug 1.6 times as often as chance (10 baskets)"}}],"degraded":false,"shortfall":null}
        """;

    public static void MapRecommendations(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/recommendations", ReadAsync)
            .Answers<RecommendationsResponse>("The list, with a reason for every product.", AnswerExample)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.ForeignVisitor)
            .TakesQuery(Parameters)
            .WithSummary("Products for a place on a page, best first, each with its reason.");

    private static async Task<IResult> ReadAsync(
        HttpContext http, SiteDirectory sites, RecommendationVisitor visitors, SnapshotAggregator snapshots, Lists lists, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: false, out var problem) is not { } key) return problem!;
        if (RecommendationQuery.Read(http.Request.Query, out var wrong) is not { } request) return new Problem(ProblemCode.InvalidParameter, wrong);

        var (found, denied) = await visitors.ReadAsync(http.Request, key, cancel);
        if (found is not { } reading) return denied!;
        var list = lists.Recommend(request with { VisitorUnavailable = reading.Unavailable }, reading.View, snapshots.Current(key.Site.Id));
        return TypedResults.Json(RecommendationsResponse.Of(list), ServerJson.Readable.RecommendationsResponse);
    }
}
