using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Http;
using Recs.Server.Sites;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Recommender;

/// <summary><c>GET /v1/recommendations</c>: always an answer, with a reason for every item.</summary>
public static class RecommendationsEndpoint
{
    private static readonly (string Name, string Description)[] Parameters =
    [
        ("form", "re_sell, cross_sell, for_you, popular, trending or recently_viewed."),
        ("visitor", "The caller's own anonymous id, or a user id with its userToken; with the secret key anyone's. Without it the cookie, else X-Recs-Visitor."),
        ("userToken", "Proves a user id with the write key: HMAC-SHA256 of it under a secret key of the site. Or the header X-Recs-User-Token."),
        ("consent", "denied: nobody is to be recognised, and the answer rests on recent and cart alone, as it does with Sec-GPC: 1. Else granted."),
        ("recent", "Up to 50 product ids, newest first, separated by commas, each with :view (unless told), :click, :wishlist, :cart or :order: the session of somebody not known."),
        ("item", "The product the page shows."),
        ("cart", "Up to 200 product ids, separated by commas; without it the cart of the visitor's state counts."),
        ("category", "Only this category and what lies below it."),
        ("limit", "1 to 200; 10 unless told."),
        ("minPrice", "Only from this price on."),
        ("maxPrice", "Only up to this price."),
        ("exclude", "Product ids that never come back, separated by commas."),
    ];

    public static void MapRecommendations(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/recommendations", ReadAsync)
            .Produces<RecommendationsResponse>()
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
