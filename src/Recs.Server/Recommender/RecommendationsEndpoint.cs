using Recs.Collector;
using Recs.Core;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Visitors;
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
        ("visitor", "The caller's own anonymous id; with the secret key anyone's. Without it the cookie, else X-Recs-Visitor."),
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
        HttpContext http, SiteDirectory sites, VisitorViewReader visitors, SnapshotAggregator snapshots, Lists lists, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: false, out var problem) is not { } key) return problem!;
        if (RecommendationQuery.Read(http.Request.Query, out var wrong) is not { } request) return new Problem(ProblemCode.InvalidParameter, wrong);

        var id = http.Request.Query["visitor"].ToString() is { Length: > 0 } named ? named : Access.Visitor(http.Request);
        var reading = id is null ? VisitorReading.Nobody : await visitors.ReadAsync(key.Site.Id, new VisitorId(id), cancel);
        if (reading.IsUser && key.Kind == KeyKind.Write)
            return new Problem(ProblemCode.ForeignVisitor, "With the write key 'visitor' is the device's own anonymous id; a user's list needs the secret key.");
        var list = lists.Recommend(request with { VisitorUnavailable = reading.Unavailable }, reading.View, snapshots.Current(key.Site.Id));
        return TypedResults.Json(RecommendationsResponse.Of(list), ServerJson.Readable.RecommendationsResponse);
    }
}
