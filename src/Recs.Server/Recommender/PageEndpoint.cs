using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary><c>POST /v1/recommendations</c>: all lists of a page in one call, with one look at the visitor, no product twice.</summary>
public static class PageEndpoint
{
    // A cart of 200 and 500 exclusions with the longest ids fit.
    private const int MostBytes = 128 * 1024;

    private const string BodyExample = """
        {"visitor":"anna","item":"mug","diversity":0.2,"placements":[{"placement":"below-product","form":"cross_sell","limit":4},
        {"placement":"side","form":"re_sell","limit":3,"maxPrice":25}]}
        """;

    public static void MapPage(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/recommendations", ReadAsync)
            .OnlyAsks()
            .TakesBody("Placements, each with a form, placement, limit, item, cart, category, minPrice, maxPrice, attributes, exclude, diversity or explain; beside them visitor, userToken, consent, recent, and what holds for all placements.", BodyExample)
            .Answers<PageResponse>("The lists, in the order of the placements.", $$"""{"stage":"FirstVisit","degraded":false,"placements":[{{RecommendationsEndpoint.AnswerExample}}]}""")
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.ForeignVisitor)
            .WithSummary("All lists of a page in one call, no product in two of them.")
            .WithDescription("A placement further up chooses first: what it shows, those below leave out. The visitor is read once for all of them.");

    private static async Task<IResult> ReadAsync(HttpContext http, SiteDirectory sites, RecommendationVisitor visitors, ListAnswers answers, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: false, out var problem) is not { } key) return problem!;
        var body = await RequestBody.ReadAsync(http.Request, MostBytes, "placements", cancel);
        if (body.Problem is not null) return body.Problem;
        var (page, wrong) = PageBody.Read(body.Bytes);
        if (page is null) return wrong!;
        if (RecommendationsEndpoint.ExplainProblem(key, page.Placements.Any(p => p.Explain)) is { } secret) return secret;

        var (found, denied) = await visitors.ReadAsync(http.Request, key, page.Claim, page.Placements.Any(p => answers.AsksFriends(p.Form)), cancel);
        if (found is not { } visitor) return denied!;
        var lists = answers.MakePage(key.Site.Id, page.Placements, visitor);
        return TypedResults.Json(new PageResponse(lists[0].Stage, lists[0].Degraded, lists), ServerJson.Readable.PageResponse);
    }
}

/// <param name="Stage">The visitor's stage; null where nobody is known.</param>
/// <param name="Degraded">Something the answer should rest on could not be read.</param>
/// <param name="Placements">The lists, in the order in which they were asked for.</param>
public sealed record PageResponse(string? Stage, bool Degraded, IReadOnlyList<RecommendationsResponse> Placements);
