using Recs.Collector.Bodies;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Collector;

/// <summary>
/// <c>POST /v1/reset</c>: the browser forgets who its visitor was, as after a logout. Its cookie cannot be read by pages, so only the
/// server can exchange it.
/// </summary>
public static class ResetEndpoint
{
    // Nothing but the key of a beacon.
    private const int BodyBytes = 4 * 1024;

    public static void MapReset(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/reset", ResetAsync)
            .TakesBody("Nothing, or the write key of a beacon.", """{"writeKey":"dev-write-key"}""")
            .Answers<ResetResponse>("The browser has no id of before any more.", """{"reset":true}""")
            .WithSummary("Gives the browser another anonymous id in place of its cookie's: whoever uses it next is somebody else.");

    private static async Task<IResult> ResetAsync(HttpContext http, SiteDirectory sites, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync(http.Request, BodyBytes, "things", cancel);
        if (body.Problem is not null) return body.Problem;
        var sent = KeyReader.FromHeader(http.Request) ?? WriteKeyField.Find(body.Bytes);
        if (Access.Check(http, sites, sent, secretOnly: false, out var problem) is not { } key) return problem!;
        return TypedResults.Json(new ResetResponse(VisitorCookies.Renew(http, key)), ServerJson.Readable.ResetResponse);
    }
}

/// <param name="Reset">The browser had an id of this server as a cookie, which is gone; false: it had none.</param>
public sealed record ResetResponse(bool Reset);
