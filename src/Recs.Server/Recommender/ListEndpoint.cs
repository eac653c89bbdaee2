using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary><c>GET /v1/lists/{listId}</c>: what was shown and what came of it; needs the secret key.</summary>
public static class ListEndpoint
{
    private const string Example = """
        {"listId":"01a201de-280c-72c3-95bf-9ccdcf3b47a7","form":"cross_sell","placement":"below-product","visitor":"anna","stage":"FirstVisit","madeAt":"2026-03-02T10:00:00+00:00",
        "degraded":false,"impressions":1,"clicks":1,"orders":1,"directOrders":1,"revenue":{"EUR":24},"items":[{"position":1,"id":"pot","title":"Red tea pot",
        "score":0.029267,"tier":"similar","reason":"bought_together","impressions":1,"clicks":1,"orders":1}]}
        """;

    public static void MapLists(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/lists/{listId}", ReadAsync)
            .Answers<ListResponse>("The list as it was given, and what came of it so far.", Example)
            .Describes(("listId", "As the answer gave it.", "01a201de-280c-72c3-95bf-9ccdcf3b47a7"))
            .Refuses(ProblemCode.ListUnknown)
            .WithSummary("What a list showed, and its impressions, clicks, orders and revenue; for 8 days.")
            .WithDescription("An order as a whole is owed to the list of the last click in the 7 days before it, else to the last list visible in the 24 hours before it. Refunds take from it.");

    private static async Task<IResult> ReadAsync(
        HttpContext http, string listId, SiteDirectory sites, ListBuffer lists, IListStore store, SnapshotAggregator snapshots, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        if (!ListIds.TryRead(listId, out var id) || await lists.FindAsync(key.Site.Id, id, cancel) is not { } list)
            return new Problem(ProblemCode.ListUnknown, $"No list of site '{key.Site.Id}' has this id. Lists are kept for 8 days; send the listId that an answer gave.");
        var report = new ListReport(list, await store.ReadOutcomesAsync(key.Site.Id, id, cancel));
        return TypedResults.Json(ListResponse.Of(report, snapshots.Current(key.Site.Id).Catalog), ServerJson.Readable.ListResponse);
    }
}
