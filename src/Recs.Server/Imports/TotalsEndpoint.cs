using Recs.Core;
using Recs.Core.Visitors.Profiles;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Imports;

/// <summary><c>GET /v1/totals</c>: what the stored states of the site come to; reads every visitor. Needs the secret key.</summary>
public static class TotalsEndpoint
{
    public static void MapTotals(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/totals", ReadAsync)
            .Answers<TotalsResponse>("The sums.", """{"site":"default","orders":2,"refunds":1,"netSpent":{"GBP":25.5},"stages":{"Prospect":1,"Customer":1}}""")
            .WithSummary("Orders, refunds, net amounts and stages over all visitors of the site. Reads every visitor.");
        app.MapGet("/v1/progress", WaitAsync)
            .Answers<ProgressResponse>("How far the states are behind.", """{"waiting":0}""")
            .Describes(("wait", $"Wait up to so many seconds (at most {LogProgress.MaxWaitSeconds}) until what the log holds now is in the states.", "10"))
            .Refuses(ProblemCode.InvalidParameter)
            .WithSummary("How many records of the log are not in the states yet.");
    }

    private static async Task<IResult> ReadAsync(HttpContext http, SiteDirectory sites, AppliedReader applied, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var totals = await applied.ReadAsync(key.Site.Id, asOf: null, cancel);
        return TypedResults.Json(TotalsResponse.Of(key.Site.Id, totals), ServerJson.Readable.TotalsResponse);
    }

    private static async Task<IResult> WaitAsync(HttpContext http, int? wait, SiteDirectory sites, LogProgress progress, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        if (wait is < 0 or > LogProgress.MaxWaitSeconds)
            return new Problem(ProblemCode.InvalidParameter, $"wait: 0 to {LogProgress.MaxWaitSeconds} seconds were expected; {wait} was found.");
        var waiting = await progress.WaitAsync(TimeSpan.FromSeconds(wait ?? 0), cancel);
        return TypedResults.Json(new ProgressResponse(waiting), ServerJson.Readable.ProgressResponse);
    }
}

/// <param name="Site">The site of the key.</param>
/// <param name="Orders">Orders that have arrived, with those that name no person.</param>
/// <param name="Refunds">Refunds as the orders keep them.</param>
/// <param name="NetSpent">Orders less refunds, by currency.</param>
/// <param name="Stages">Visitors by stage.</param>
public sealed record TotalsResponse(
    string Site, long Orders, long Refunds, IReadOnlyDictionary<string, decimal> NetSpent, IReadOnlyDictionary<string, int> Stages)
{
    internal static TotalsResponse Of(SiteId site, AppliedTotals totals) => new(
        site.Value, totals.Orders, totals.Refunds, totals.Net, totals.Stages.ToDictionary(s => s.Key.ToString(), s => s.Value));
}

/// <param name="Waiting">Records of the log, of all sites, that are not in the states yet; 0: everything sent before the question is.</param>
public sealed record ProgressResponse(long Waiting);
