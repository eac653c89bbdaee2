using Recs.Collector;
using Recs.Collector.Bodies;
using Recs.Collector.Bots;
using Recs.Collector.Vocabulary;
using Recs.Core;
using Recs.Server.Http;
using Recs.Server.Metrics;
using Recs.Server.Sites;

namespace Recs.Server.Collector;

/// <summary>Takes a request with events in, whichever endpoint it came to.</summary>
public sealed class EventReception(SiteDirectory sites, EventIntake intake, CollectorOptions options, EdgeMetrics metrics, TimeProvider clock)
{
    /// <summary>What became of the events, or the problem with the whole request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="method">What an event is that does not say its type; null: its name tells.</param>
    /// <param name="cancel">The caller went away.</param>
    public async Task<(IntakeResult? Result, Problem? Problem)> ReceiveAsync(HttpContext http, SegmentMethod? method, CancellationToken cancel)
    {
        var receivedAt = Instant.Now(clock);
        var header = KeyReader.FromHeader(http.Request);
        var limit = options.LimitsOf(sites.Find(header)?.Kind ?? KeyKind.Write).RequestBytes;
        var body = await RequestBody.ReadAsync(http.Request, limit, "events", cancel);
        if (body.Problem is not null) return (null, body.Problem);
        if (Access.Check(http, sites, header ?? WriteKeyField.Find(body.Bytes), secretOnly: false, out var problem) is not { } key) return (null, problem);

        var result = await intake.AcceptAsync(body.Bytes, ContextOf(http.Request, key, receivedAt) with { Method = method }, cancel);
        if (result.Error is { } error)
            return (null, new Problem(error.IsTooLarge ? ProblemCode.TooLarge : ProblemCode.InvalidBody, error.Message));
        metrics.Took(result);
        VisitorCookies.Answer(http, key, result);
        return (result, null);
    }

    private static IntakeContext ContextOf(HttpRequest request, RequestKey key, Instant receivedAt) => new(key.Site.Id, key.Kind, receivedAt)
    {
        Device = key.Kind == KeyKind.Write ? DeviceClasses.FromUserAgent(request.Headers.UserAgent.ToString()) : default,
        IsCrawler = CrawlerAgents.Contains(request.Headers.UserAgent.ToString()),
        OfferedVisitor = VisitorCookies.Offer(request, key),
        GlobalPrivacyControl = PrivacySignals.IsGlobalPrivacyControl(request),
        Policy = key.Site.Policy,
        Visitor = Access.Visitor(request),
        TimeZone = key.Site.TimeZone,
        KeptParameters = key.Site.KeptParameters,
    };
}
