using System.Security.Cryptography;
using System.Text;
using Recs.Core;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Visitors;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Admin;

/// <summary><c>DELETE /v1/visitors/{id}</c> and <c>GET /v1/erasures/{receipt}</c>; need the secret key.</summary>
public static class ErasureEndpoints
{
    private const int ReceiptBytes = 16;
    private const string Receipt = "9f86d081884c7d659a2feaa0c55ad015";

    public static void MapErasures(this IEndpointRouteBuilder app)
    {
        app.MapDelete("/v1/visitors/{id}", EraseAsync)
            .Answers<ErasureResponse>("It will be done, also after a crash.", Example("pending", "null", 0), StatusCodes.Status202Accepted)
            .Describes(("id", "A user id or an anonymous id; the person behind it goes with all ids.", "customer-20"))
            .Refuses(ProblemCode.InvalidParameter)
            .WithSummary("Erases a visitor everywhere within a minute, and answers with a receipt.")
            .WithDescription("State, orders, aliases, log records, changes and dead letters go; events under the visitor's ids are refused for 30 days. Counters keep the visitor's share, which names nobody. An unknown id is refused from then on too.");
        app.MapGet("/v1/erasures/{receipt}", FindAsync)
            .Answers<ErasureResponse>("How far it is, and what went so far.", Example("done", "\"2026-03-02T10:00:12+00:00\"", 2))
            .Describes(("receipt", "As DELETE /v1/visitors/{id} answered.", Receipt))
            .Refuses(ProblemCode.ErasureUnknown)
            .WithSummary("How far an erasure is, and what went.");
    }

    private static string Example(string status, string doneAt, int ids) => $$$"""
        {"receipt":"{{{Receipt}}}","status":"{{{status}}}","requestedAt":"2026-03-02T10:00:00+00:00","doneAt":{{{doneAt}}},
        "removed":{"ids":{{{ids}}},"records":{{{ids * 7}}},"mentions":0,"changes":{{{ids}}},"deadLetters":0,"aliases":{{{ids / 2}}},"states":0}}
        """;

    private static async Task<IResult> EraseAsync(
        HttpContext http, string id, SiteDirectory sites, Eraser eraser, ErasureService service, RefusedIds refused, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        id = PathId.Of(http, "/v1/visitors/", id);
        if (Encoding.UTF8.GetByteCount(id) > VisitorId.MaxBytes || id.Any(char.IsControl))
            return new Problem(ProblemCode.InvalidParameter, $"id: at most {VisitorId.MaxBytes} bytes without control characters were expected.");
        var receipt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ReceiptBytes));
        var erasure = await eraser.RequestAsync(key.Site.Id, new VisitorId(id), receipt, cancel);
        refused.Add(erasure.Site, erasure.Trail.Ids, erasure.RequestedAt + VisitorOptions.Default.ErasureMemory);
        service.Wake();
        return TypedResults.Json(ErasureResponse.Of(erasure), ServerJson.Readable.ErasureResponse, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> FindAsync(HttpContext http, string receipt, SiteDirectory sites, IErasures erasures, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        return await erasures.FindAsync(receipt, cancel) is { } erasure && erasure.Site == key.Site.Id
            ? TypedResults.Json(ErasureResponse.Of(erasure), ServerJson.Readable.ErasureResponse)
            : new Problem(ProblemCode.ErasureUnknown, $"No erasure of site '{key.Site.Id}' has this receipt. Send the receipt that DELETE /v1/visitors answered with.");
    }
}
