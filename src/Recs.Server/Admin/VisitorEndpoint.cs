using Recs.Core;
using Recs.Core.Visitors.Profiles;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Admin;

/// <summary><c>GET /v1/visitors/{id}</c>: the profile, as of now or of another time; needs the secret key.</summary>
public static class VisitorEndpoint
{
    private const string ProfileExample = """
        {"visitorId":"customer-20","asOf":"2026-03-02T10:00:00+00:00","stage":"Customer","activity":"Active","registered":true,"identified":true,
        "claimedUserId":null,"firstSeen":"2026-03-01T09:12:31+00:00","lastSeen":"2026-03-01T09:20:04+00:00","sessions":1,"inSession":false,"orders":1,
        "ordersPlaced":1,"netSpent":{"EUR":9.5},"averageOrderValue":9.5,"daysSinceLastOrder":1.03,"pages":1,"recentPages":[],"dwellMs":0,"productViews":1,
        "recentProducts":[{"id":"mug","at":"2026-03-01T09:12:31+00:00"}],"favourites":[],"cart":[],"lastPurchase":{"orderHash":"0b4e4c3cfdf0dbf9",
        "at":"2026-03-01T09:20:04+00:00","currency":"EUR","total":9.5,"items":[{"id":"mug","quantity":1,"price":9.5}],"moreItems":0},
        "categories":{"Home > Mugs":{"weight":11,"bought":1,"dwellMs":0}},"brands":{},"priceBand":{"Home":{"prices":2,"typical":9.5,"low":9.5,"high":9.5}},
        "channels":{"Mobile":1},"contentForms":{},"hours":{"Sun 9":1},"traits":{},"aliases":["anna"],"bytes":195}
        """;

    public static void MapVisitors(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/visitors/{id}", ReadAsync)
            .Answers<VisitorProfile>("All that is known of the visitor.", ProfileExample)
            .Describes(
                ("id", "A user id or an anonymous id.", "customer-20"),
                ("asOf", "A time (ISO 8601) whose state is wanted; without it now, or for a site with imported history only its last record.", "2026-03-01T12:00:00Z"))
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.VisitorUnknown, ProblemCode.BeforeRetention)
            .WithSummary("The profile behind an anonymous id or a user id.");

    private static async Task<IResult> ReadAsync(
        HttpContext http, string id, string? asOf, SiteDirectory sites, VisitorProfileReader profiles, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        id = PathId.Of(http, "/v1/visitors/", id);
        Instant? time = null;
        if (asOf is not null)
        {
            if (!InstantText.TryRead(asOf, out var read))
                return new Problem(ProblemCode.InvalidParameter, $"asOf: {InstantText.Expected} was expected (an offset's + is written %2B); '{Shortened(asOf)}' was found.");
            time = read;
        }

        return await profiles.ReadAsync(key.Site.Id, new VisitorId(id), time, cancel) is { } profile
            ? TypedResults.Json(profile, ServerJson.Profiles.VisitorProfile)
            : new Problem(ProblemCode.VisitorUnknown, $"No visitor '{Shortened(id)}' of site '{key.Site.Id}'{(asOf is null ? "" : " at that time")}.");
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
