using Recs.Core.Recommendations.Rules;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Rules;

/// <summary><c>/v1/rules</c>: what a shop wants of its lists besides what the evidence says; needs the secret key.</summary>
public static class RulesEndpoints
{
    private const int MostBytes = 64 * 1024;

    internal const string BodyExample = """
        {"title":"Summer pots first","from":"2026-06-01T00:00:00Z","until":"2026-09-01T00:00:00Z","when":{"placements":["home"],"forms":["for_you","popular"],
        "stages":["Customer"],"window":{"days":["sat","sun"],"from":"08:00","until":"20:00","timeZone":"Europe/Berlin"}},
        "action":"boost","products":{"category":"Home > Pots","maxPrice":40},"factor":3}
        """;

    private const string AnswerExample = """
        {"id":"summer","title":"Summer pots first","enabled":true,"priority":0,"from":"2026-06-01T00:00:00+00:00","until":"2026-09-01T00:00:00+00:00",
        "when":{"placements":["home"],"forms":["for_you","popular"],"category":null,"stages":["Customer"],"window":{"days":["sat","sun"],"from":"08:00","until":"20:00",
        "timeZone":"Europe/Berlin"}},"action":"boost","products":{"items":[],"category":"Home > Pots","brand":null,"attributes":{},"minPrice":null,"maxPrice":40},
        "position":null,"factor":3}
        """;

    public static void MapRules(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/rules", ReadAllAsync)
            .Answers<RulesResponse>("All rules.", $$"""{"rules":[{{AnswerExample}}]}""")
            .WithSummary("The site's rules in their order of precedence.");
        app.MapGet("/v1/rules/{id}", ReadAsync)
            .Answers<RuleResponse>("The rule.", AnswerExample)
            .Describes(("id", "The rule's name.", "summer"))
            .Refuses(ProblemCode.RuleUnknown)
            .WithSummary("One rule.");
        app.MapPut("/v1/rules/{id}", PutAsync)
            .TakesBody("action (hide, filter, pin, boost, bury) and products; when, from, until, priority, enabled, title; a pin's position, a boost's factor.", BodyExample)
            .Answers<RuleResponse>("It is in force, here at once and elsewhere within seconds.", AnswerExample)
            .Describes(("id", "The rule's name: letters, digits, - _ and . up to 100.", "summer"))
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.TooManyRules)
            .WithSummary("Makes a rule, or puts another in the place of the one with this name.")
            .WithDescription("What a form must not return no rule brings back. Hide and filter come before pin, pin before boost and bury.");
        app.MapDelete("/v1/rules/{id}", DeleteAsync)
            .Answers<RuleResponse>("It is gone; this is what it was.", AnswerExample)
            .Describes(("id", "The rule's name.", "summer"))
            .Refuses(ProblemCode.RuleUnknown)
            .WithSummary("Removes a rule.");
    }

    private static async Task<IResult> ReadAllAsync(HttpContext http, SiteDirectory sites, IRuleStore store, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var book = new RuleBook((await store.ReadAsync(key.Site.Id, cancel)).Rules);
        return TypedResults.Json(new RulesResponse([.. book.Rules.Select(RuleResponse.Of)]), ServerJson.Readable.RulesResponse);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string id, SiteDirectory sites, IRuleStore store, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        return (await store.ReadAsync(key.Site.Id, cancel)).Rules.FirstOrDefault(r => r.Id == id) is { } rule
            ? TypedResults.Json(RuleResponse.Of(rule), ServerJson.Readable.RuleResponse)
            : Unknown(key);
    }

    private static async Task<IResult> PutAsync(HttpContext http, string id, SiteDirectory sites, IRuleStore store, RuleBooks books, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        if (!IsName(id)) return new Problem(ProblemCode.InvalidParameter, $"id: 1 to {Rule.MaxIdLength} letters, digits, - _ and . were expected.");
        var body = await RequestBody.ReadAsync(http.Request, MostBytes, "products", cancel);
        if (body.Problem is not null) return body.Problem;
        if (RuleJson.Read(body.Bytes, id, out var problems) is not { } rule) return new Problem(ProblemCode.InvalidParameter, string.Join("; ", problems) + ".");
        if (!await store.PutAsync(key.Site.Id, rule, cancel))
            return new Problem(ProblemCode.TooManyRules, $"The site has {RuleSet.MostRules} rules already, the most there can be. Remove one first, or put several products into one rule.");
        await books.RefreshAsync(key.Site.Id, cancel);
        return TypedResults.Json(RuleResponse.Of(rule), ServerJson.Readable.RuleResponse);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, SiteDirectory sites, IRuleStore store, RuleBooks books, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var rule = (await store.ReadAsync(key.Site.Id, cancel)).Rules.FirstOrDefault(r => r.Id == id);
        if (rule is null || !await store.DeleteAsync(key.Site.Id, id, cancel)) return Unknown(key);
        await books.RefreshAsync(key.Site.Id, cancel);
        return TypedResults.Json(RuleResponse.Of(rule), ServerJson.Readable.RuleResponse);
    }

    internal static bool IsName(string id) => id.Length is > 0 and <= Rule.MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static Problem Unknown(RequestKey key) => new(ProblemCode.RuleUnknown, $"Site '{key.Site.Id}' has no rule of this name. GET /v1/rules lists them.");
}
