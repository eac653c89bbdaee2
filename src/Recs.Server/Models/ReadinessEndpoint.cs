using Recs.Models.Readiness;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Models;

/// <summary><c>GET /v1/readiness</c>: whether the site's data is enough, and what is wrong with it; needs the secret key.</summary>
public static class ReadinessEndpoint
{
    private const string Example = """
        {"complete":true,"behind":0,"events":48213,"from":"2026-02-01T08:00:12+00:00","until":"2026-03-01T21:14:03+00:00","products":1020,"verdict":"look_at_it",
         "forms":[{"form":"cross_sell","ready":false,"serves":"live_counts","why":"Live counts serve, and where they have nothing to say popular products serve: 34 of 500 baskets of two or more known products; at this pace in 12 days.",
                   "needs":[{"what":"baskets of two or more known products","have":34,"need":500,"perDay":38.83,"days":12,"text":"34 of 500 baskets of two or more known products; at this pace in 12 days"}]}],
         "training":[{"part":"complements","ready":false,"why":"About 3 of 100 test questions, the newest 10 %: 36 of 1,000 baskets of two or more products; at this pace in 25 days.",
                      "needs":[{"what":"baskets of two or more products","have":36,"need":1000,"perDay":40,"days":25,"text":"36 of 1,000 baskets of two or more products; at this pace in 25 days"}]}],
         "checks":[{"check":"unknown_items","verdict":"look_at_it","count":812,"of":51230,"share":0.01585,"worstSeconds":null,
                    "first":{"messageId":"0195-7","event":"product_viewed","time":"2026-02-03T10:11:12+00:00","subject":"mug-old"},
                    "text":"Products named in events that the catalogue does not have; they are not recommended.","toDo":"Put the whole catalogue in (PUT /v1/items), under the ids the events use."}]}
        """;

    public static void MapReadiness(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/readiness", ReadAsync)
            .Answers<ReadinessReport>("What was found up to the time until; where complete is false the reading goes on, and the next answer knows more.", Example)
            .WithSummary("For each form of recommendation and for training whether there is enough data or how much more of what, and what is wrong with the events.");

    private static async Task<IResult> ReadAsync(HttpContext http, SiteDirectory sites, ReadinessDesk desk, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        return TypedResults.Json(await desk.AskAsync(key.Site.Id, cancel), ServerJson.Readable.ReadinessReport);
    }
}
