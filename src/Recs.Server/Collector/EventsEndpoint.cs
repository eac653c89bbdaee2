using Recs.Collector;
using Recs.Collector.Bodies;
using Recs.Collector.Bots;
using Recs.Core;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Collector;

/// <summary><c>POST /v1/events</c>: 202 means durably in the log.</summary>
public static class EventsEndpoint
{
    private const string EventsExample =
        """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug","price":9.5,"currency":"EUR"}}""";

    private const string AnswerExample =
        """{"accepted":1,"duplicates":0,"redacted":0,"bots":0,"withheld":0,"rejected":[{"index":1,"messageId":"m2","code":"unknown_event","message":"event: the name of an event was expected; 'viewed' was found."}]}""";

    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/events", AcceptAsync)
            .TakesBody("One event, an array of events, or an object with a batch.", EventsExample)
            .Answers<EventsResponse>("Durably in the log; what was refused is named, and need not be sent again.", AnswerExample, StatusCodes.Status202Accepted)
            .WithSummary("Takes one event, an array, or {\"batch\": […], \"sentAt\": …}.");

    private static async Task<IResult> AcceptAsync(
        HttpContext http, SiteDirectory sites, EventIntake intake, CollectorOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var receivedAt = Instant.Now(clock);
        var header = KeyReader.FromHeader(http.Request);
        var limit = options.LimitsOf(sites.Find(header)?.Kind ?? KeyKind.Write).RequestBytes;
        if (await RequestBody.ReadAsync(http.Request, limit, cancel) is not { } body)
            return new Problem(ProblemCode.TooLarge, $"The body is larger than {limit} bytes. Send fewer events at a time.");
        if (Access.Check(http, sites, header ?? WriteKeyField.Find(body), secretOnly: false, out var problem) is not { } key) return problem!;

        var result = await intake.AcceptAsync(body, ContextOf(http.Request, key, receivedAt), cancel);
        if (result.Error is { } error)
            return new Problem(error.IsTooLarge ? ProblemCode.TooLarge : ProblemCode.InvalidBody, error.Message);
        VisitorCookies.Answer(http, key, result);
        return TypedResults.Json(ResponseOf(result), ServerJson.Readable.EventsResponse, statusCode: StatusCodes.Status202Accepted);
    }

    private static IntakeContext ContextOf(HttpRequest request, RequestKey key, Instant receivedAt) => new(key.Site.Id, key.Kind, receivedAt)
    {
        Device = key.Kind == KeyKind.Write ? DeviceClasses.FromUserAgent(request.Headers.UserAgent.ToString()) : default,
        IsCrawler = CrawlerAgents.Contains(request.Headers.UserAgent.ToString()),
        OfferedVisitor = VisitorCookies.Offer(request, key),
        GlobalPrivacyControl = PrivacySignals.IsGlobalPrivacyControl(request),
        Policy = key.Site.Policy,
        Visitor = Access.Visitor(request),
        KeptParameters = key.Site.KeptParameters,
    };

    private static EventsResponse ResponseOf(IntakeResult result) => new(
        result.Accepted,
        result.Duplicates,
        result.Redacted,
        result.Bots,
        result.Withheld,
        [.. result.Rejected.Select(r => new RejectedEventResponse(r.Index, r.MessageId, r.Code.Text(), r.Message))]);
}
