using Recs.Collector.Vocabulary;
using Recs.Server.Http;

namespace Recs.Server.Collector;

/// <summary>
/// The paths of Segment's HTTP API, under its long and its short names, so that a client of Segment or RudderStack works
/// when it is pointed here. The answer is 200, the only one that some of these clients take for success.
/// </summary>
public static class SegmentEndpoints
{
    private const string BatchExample =
        """{"batch":[{"type":"track","event":"Product Viewed","messageId":"m1","anonymousId":"anna","properties":{"product_id":"mug"}}],"sentAt":"2026-03-02T10:00:00.000Z"}""";

    private const string OneExample =
        """{"anonymousId":"anna","messageId":"m1","event":"Product Viewed","properties":{"product_id":"mug"},"sentAt":"2026-03-02T10:00:00.000Z"}""";

    private const string AnswerExample =
        """{"success":true,"accepted":1,"duplicates":0,"redacted":0,"bots":0,"withheld":0,"rejected":[]}""";

    private static readonly (string[] Paths, SegmentMethod? Method, string Summary)[] Calls =
    [
        (["/v1/batch", "/v1/b"], null, "Segment's batch of calls."),
        (["/v1/track", "/v1/t"], SegmentMethod.Track, "Segment's track: something a visitor did."),
        (["/v1/page", "/v1/p"], SegmentMethod.Page, "Segment's page: a page view."),
        (["/v1/screen", "/v1/s"], SegmentMethod.Screen, "Segment's screen: a page view of an app."),
        (["/v1/identify", "/v1/i"], SegmentMethod.Identify, "Segment's identify: who a visitor is."),
        (["/v1/group", "/v1/g"], SegmentMethod.Group, "Segment's group: answered with its event rejected, since nothing here needs it."),
        (["/v1/alias", "/v1/a"], SegmentMethod.Alias, "Segment's alias: answered with its event rejected, since identify joins ids here."),
    ];

    public static void MapSegment(this IEndpointRouteBuilder app)
    {
        foreach (var (paths, method, summary) in Calls)
        {
            foreach (var path in paths)
            {
                app.MapPost(path, (HttpContext http, EventReception reception, CancellationToken cancel) => AcceptAsync(http, reception, method, cancel))
                    .TakesBody("A call as Segment's clients send it, or a batch of them.", method is null ? BatchExample : OneExample)
                    .Answers<SegmentResponse>("Durably in the log; what was refused is named, and need not be sent again.", AnswerExample)
                    .WithSummary(summary);
            }
        }
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, EventReception reception, SegmentMethod? method, CancellationToken cancel)
    {
        var (result, problem) = await reception.ReceiveAsync(http, method, cancel);
        return result is null ? problem! : TypedResults.Json(SegmentResponse.Of(result), ServerJson.Readable.SegmentResponse);
    }
}
