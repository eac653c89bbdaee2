using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Changes;

/// <summary><c>GET /v1/visitor-changes</c>: a page of changes; reading on with its cursor gives each change exactly once. Needs the secret key.</summary>
public static class ChangesEndpoint
{
    private static readonly (string Name, string Description, string Example)[] Parameters =
    [
        ("cursor", "That of the page before. Without it the feed begins as 'from' says.", Cursor),
        ("from", "Without a cursor: beginning (all that is kept, unless told) or now.", "now"),
        ("kind", $"Only these kinds, separated by commas: {ChangeKinds.All}. All unless told.", "stage,cart_abandoned"),
        ("limit", $"1 to {ChangesQuery.MaxLimit} changes a page; {ChangesQuery.DefaultLimit} unless told.", "100"),
        ("wait", $"Where there is nothing new, wait up to so many seconds (at most {ChangesQuery.MaxWaitSeconds}) for the next change.", "30"),
    ];

    private static readonly (string Name, string Description, string Example)[] StreamParameters =
    [
        ("lastEventId", "The id of the last event received, for clients that cannot send the header Last-Event-ID.", Cursor),
        ("from", "Without such an id: beginning (all that is kept, unless told) or now.", "now"),
        ("kind", $"Only these kinds, separated by commas: {ChangeKinds.All}. All unless told.", "stage,cart_abandoned"),
    ];

    private const string Cursor = "AcPwpyVz3ToQABAAAAAAAQAAAAAAAAAAAAAAjX0";

    private const string Change =
        """{"id":"3-17","visitor":"customer-20","kind":"stage","old":"Prospect","new":"Customer","cause":"order_completed","due":"2026-03-01T09:20:04+00:00"}""";

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/visitor-changes", ReadAsync)
            .Answers<ChangesResponse>("Changes, and where to read on.", $$"""{"changes":[{{Change}}],"cursor":"{{Cursor}}","more":false}""")
            .TakesQuery(Parameters)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.InvalidCursor, ProblemCode.BeforeRetention)
            .WithSummary("What changed with the site's visitors, each change exactly once to whoever reads on with the cursor.");
        app.MapGet("/v1/visitor-changes/stream", StreamAsync)
            .AnswersEvents("Changes as they are committed; the id of each is where to go on.", $"id: {Cursor}\nevent: stage\ndata: {Change}\n\n")
            .TakesQuery(StreamParameters)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.InvalidCursor, ProblemCode.BeforeRetention, ProblemCode.TooManyStreams)
            .WithSummary("The same as server-sent events, resumable by Last-Event-ID; at least once, with stable ids.");
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http, SiteDirectory sites, ChangeFeed feed, TimeProvider clock, IHostApplicationLifetime lifetime, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var query = http.Request.Query;
        if (ChangesQuery.Read(query, out problem) is not { } asked) return problem!;
        (var start, problem) = await ChangesQuery.StartAsync(feed, key.Site.Id, query["cursor"].ToString(), query["from"].ToString(), cancel);
        if (start is null) return problem!;

        var page = await feed.ReadAsync(start, asked.Kinds, asked.Limit, cursors: false, cancel);
        if (asked.Wait > TimeSpan.Zero) page = await WaitAsync(feed, asked, page, clock, lifetime.ApplicationStopping, cancel);
        if (page.BeforeRetention) return BeforeRetention();
        var changes = page.Changes.Select(c => ChangeResponse.Of(c)).ToList();
        return TypedResults.Json(new ChangesResponse(changes, page.Cursor.ToString(), page.More), ServerJson.Readable.ChangesResponse);
    }

    private static async Task<IResult> StreamAsync(
        HttpContext http, SiteDirectory sites, ChangeFeed feed, ChangeStreams streams, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var query = http.Request.Query;
        if (ChangesQuery.Read(query, out problem) is not { } asked) return problem!;
        var last = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : query["lastEventId"].ToString();
        (var start, problem) = await ChangesQuery.StartAsync(feed, key.Site.Id, last, query["from"].ToString(), cancel);
        if (start is null) return problem!;
        var page = await feed.ReadAsync(start, asked.Kinds, ChangesQuery.DefaultLimit, cursors: true, cancel);
        return page.BeforeRetention ? BeforeRetention() : streams.Open(start, page, asked.Kinds);
    }

    private static async ValueTask<ChangePage> WaitAsync(
        ChangeFeed feed, ChangesQuery asked, ChangePage page, TimeProvider clock, CancellationToken stopping, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(asked.Wait, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping, cancel);
        try
        {
            while (page is { Changes: [], BeforeRetention: false })
            {
                await feed.WaitAsync(page.Cursor, ending.Token);
                page = await feed.ReadAsync(page.Cursor, asked.Kinds, asked.Limit, cursors: false, ending.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The time is over, or the server stops: the answer is that there is nothing new.
        }

        return page;
    }

    private static Problem BeforeRetention() =>
        new(ProblemCode.BeforeRetention, "Changes behind this cursor have been dropped with age. Begin anew without a cursor: the feed then starts with the oldest change that is kept.");
}
