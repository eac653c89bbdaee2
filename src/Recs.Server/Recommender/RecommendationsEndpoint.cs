using Recs.Server.Http;
using Recs.Server.Sites;

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
        ("limit", "1 to 200; 10 unless told. The length of a page, where the list is paged on.", "10"),
        ("minPrice", "Only from this price on.", "5"),
        ("maxPrice", "Only up to this price.", "25"),
        ("exclude", "Up to 500 product ids that never come back, separated by commas.", "cup"),
        ("attr.colour", "Only products whose attribute of this name (any name after attr.) has this value.", "blue"),
        ("placement", "The place on the page; comes back, rules may ask for it, and what comes of the list counts for it.", "below-product"),
        ("diversity", "0 to 1: how much the list is mixed by category and brand. 0 unless told.", "0.3"),
        ("explain", "true: each product says what its score is made of and which rules have moved it. Needs the secret key.", "false"),
        ("cursor", "Of an earlier answer: goes on with its list, for 30 minutes and up to 200 products. Everything else but the visitor is then ignored.", ""),
    ];

    internal const string AnswerExample = """
        {"listId":"01a201de-280c-72c3-95bf-9ccdcf3b47a7","form":"cross_sell","placement":"below-product","stage":"FirstVisit","items":[{"id":"pot","title":"Red tea pot",
        "category":"Home > Pots","price":24,"currency":"EUR","url":null,"imageUrl":null,"score":0.029267,"tier":"similar","reason":{"code":"bought_together",
        "items":["mug"],"categories":[],"text":"Bought together with Red tea mug 1.6 times as often as chance (10 baskets)"}}],"degraded":false,"shortfall":null,
        "cursor":"AQdkZWZhdWx0EAGiAd4oDHLDlb-czc87R6cBA211ZwAAAAAAAAAAAQ1iZWxvdy1wcm9kdWN0AQDO-k1P2Xk0S0Qm7Hkp2hZx"}
        """;

    public static void MapRecommendations(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/recommendations", ReadAsync)
            .AnswersEach<RecommendationsResponse>("The list, with a reason for every product.", FormExamples.All)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.InvalidCursor, ProblemCode.ListExpired, ProblemCode.ForeignVisitor)
            .TakesQuery(Parameters)
            .WithSummary("Products for a place on a page, best first, each with its reason.");

    private static async Task<IResult> ReadAsync(HttpContext http, SiteDirectory sites, RecommendationVisitor visitors, ListAnswers answers, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: false, out var problem) is not { } key) return problem!;
        if (http.Request.Query["cursor"].ToString() is { Length: > 0 } cursor) return await GoOnAsync(http, key, cursor, visitors, answers, cancel);
        if (RecommendationQuery.Read(http.Request.Query, Parameters, out var wrong) is not { } request) return new Problem(ProblemCode.InvalidParameter, wrong);
        if (RecommendationQuery.Claim(http.Request.Query, out wrong) is not { } claim) return new Problem(ProblemCode.InvalidParameter, wrong);
        if (ExplainProblem(key, request.Explain) is { } secret) return secret;

        var (found, denied) = await visitors.ReadAsync(http.Request, key, claim, answers.AsksFriends(request.Form), cancel);
        return found is { } visitor ? TypedResults.Json(answers.Make(key.Site.Id, request, visitor), ServerJson.Readable.RecommendationsResponse) : denied!;
    }

    // The cursor is signed, so it was given to whoever may go on with it.
    private static async Task<IResult> GoOnAsync(
        HttpContext http, RequestKey key, string text, RecommendationVisitor visitors, ListAnswers answers, CancellationToken cancel)
    {
        var (list, cursor, problem) = await answers.OpenAsync(key.Site.Id, text, cancel);
        if (problem is not null) return problem;
        var visitor = await visitors.ReadAgainAsync(http.Request, key.Site.Id, list!.Visitor, answers.AsksFriends(list.Form), cancel);
        // A page made with the secret key may hand its cursor to a browser, which is told no more than it may ask for itself.
        if (key.Kind == Recs.Collector.KeyKind.Write) cursor = cursor! with { Request = cursor!.Request with { Explain = false } };
        return TypedResults.Json(answers.GoOn(list, cursor!, visitor), ServerJson.Readable.RecommendationsResponse);
    }

    /// <summary>Parts of scores and names of rules are the shop's own.</summary>
    internal static Problem? ExplainProblem(RequestKey key, bool explain) => explain && key.Kind == Recs.Collector.KeyKind.Write
        ? new Problem(ProblemCode.WrongKey, "explain needs the site's secret key, since it names the shop's rules and figures; a write key was sent.")
        : null;
}
