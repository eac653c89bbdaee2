using Recs.Server.Http;

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

    private static async Task<IResult> AcceptAsync(HttpContext http, EventReception reception, CancellationToken cancel)
    {
        var (result, problem) = await reception.ReceiveAsync(http, method: null, cancel);
        return result is null
            ? problem!
            : TypedResults.Json(EventsResponse.Of(result), ServerJson.Readable.EventsResponse, statusCode: StatusCodes.Status202Accepted);
    }
}
