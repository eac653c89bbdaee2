using System.Globalization;
using Recs.Collector;
using Recs.Collector.Imports;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Imports;

/// <summary><c>POST /v1/imports</c>: a part of a shop's history, counted once however often it is sent; <c>GET</c>: what came of an import. Needs the secret key.</summary>
public static class ImportsEndpoint
{
    private const string PartExample =
        """{"batch":[{"event":"order_completed","userId":"customer-7","timestamp":"2025-11-02T10:00:00Z","properties":{"order_id":"o-1","total":19,"currency":"EUR"}}]}""";

    private const string PartAnswer =
        """{"importId":"orders-2025","part":1,"accepted":1,"duplicates":0,"redacted":0,"rejectedCount":1,"rejected":[{"index":1,"messageId":null,"code":"unknown_event","message":"event: no event has this name."}]}""";

    private static readonly (string Name, string Description, string Example)[] Parameters =
    [
        ("importId", "Your name of the import: 1 to 64 letters, digits, '.', '_', ':' or '-'.", "orders-2025"),
        ("part", "The number of this part, from 1. The same part may be sent again; another body under its number is refused.", "1"),
        ("timeZone", "The site's time zone from the part's first event on (IANA name). A living site keeps its own.", "Europe/London"),
        ("baseCurrency", "The site's base currency from the part's first event on (ISO 4217). A living site keeps its own.", "GBP"),
    ];

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/imports", AcceptAsync)
            .TakesBody("Events as for /v1/events, each with its timestamp, oldest first; at most 16 MB.", PartExample)
            .TakesQuery(Parameters)
            .Answers<ImportPartResponse>("Durably taken; what was refused is named.", PartAnswer, StatusCodes.Status202Accepted)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.PartDiffers)
            .WithSummary("Takes a part of the shop's history; a repeated part changes nothing and gets the same answer.");
        app.MapGet("/v1/imports/{importId}", ReadAsync)
            .Answers<ImportResponse>("What came of the import.", $$"""{"importId":"orders-2025","accepted":1,"duplicates":0,"redacted":0,"rejectedCount":1,"parts":[{{PartAnswer}}]}""")
            .Describes(("importId", "The sender's name of the import.", "orders-2025"))
            .Refuses(ProblemCode.ImportUnknown)
            .WithSummary("The parts of an import and what came of them.");
    }

    private static async Task<IResult> AcceptAsync(
        HttpContext http, SiteDirectory sites, ImportIntake intake, CollectorOptions options, TimeProvider clock, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var request = RequestOf(http.Request.Query, key, Instant.Now(clock));
        if (request.Problem() is { } wrong) return new Problem(ProblemCode.InvalidParameter, wrong);
        var limit = options.LimitsOf(KeyKind.Secret).RequestBytes;
        var body = await RequestBody.ReadAsync(http.Request, limit, "events", cancel);
        if (body.Problem is not null) return body.Problem;

        var answer = await intake.AcceptAsync(body.Bytes, request, cancel);
        if (answer.Differs)
            return new Problem(ProblemCode.PartDiffers, $"Part {request.Part} of the import '{request.ImportId}' was taken with another body. Send what is new under a new part number or importId.");
        if (answer.Error is { } error)
            return new Problem(error.IsTooLarge ? ProblemCode.TooLarge : ProblemCode.InvalidBody, error.Message);
        return TypedResults.Json(
            ImportPartResponse.Of(request.ImportId, request.Part, answer.Result!), ServerJson.Readable.ImportPartResponse, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string importId, SiteDirectory sites, IImportLog imports, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var parts = await imports.ReadAsync(key.Site.Id, importId, cancel);
        return parts.Count > 0
            ? TypedResults.Json(ImportResponse.Of(importId, parts), ServerJson.Readable.ImportResponse)
            : new Problem(ProblemCode.ImportUnknown, $"The site '{key.Site.Id}' has taken no part of an import of this name.");
    }

    private static ImportRequest RequestOf(IQueryCollection query, RequestKey key, Instant receivedAt)
    {
        var part = int.TryParse(query["part"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new ImportRequest(key.Site.Id, query["importId"].ToString(), part, receivedAt)
        {
            TimeZone = query["timeZone"].ToString() is { Length: > 0 } zone ? zone : null,
            BaseCurrency = query["baseCurrency"].ToString() is { Length: > 0 } currency ? currency : null,
            KeptParameters = key.Site.KeptParameters,
            Policy = key.Site.Policy,
        };
    }
}
