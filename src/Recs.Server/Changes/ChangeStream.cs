using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Recs.Core;
using Recs.Core.Visitors;
using Recs.Server.Http;

namespace Recs.Server.Changes;

/// <summary>
/// Changes as server-sent events. The id of each is the cursor behind it, so a client that comes back with it goes on where
/// it was cut off; what was on its way may come twice, under the same id in the data.
/// </summary>
internal sealed class ChangeStream(
    ChangeFeed feed, IReadOnlySet<VisitorChangeKind> kinds, ChangeCursor start, ChangePage first, TimeProvider clock, Action closed, CancellationToken stopping) : IResult
{
    /// <summary>Silence is broken so often, lest a proxy takes the connection for dead.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // Commits come many a second; what they bring is read at most so often.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private const int ReconnectMilliseconds = 2_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, httpContext.RequestAborted);
        try
        {
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await SendAsync(response, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client went away, or the server stops; the client comes back with the last id it got.
        }
        catch (StoreUnavailableException)
        {
            // The client tries again, and then hears what is the matter.
        }
        finally
        {
            closed();
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancel)
    {
        // An id without data is no event, but a client that is cut off before the first one has a place to go on from.
        var known = start.ToString();
        Write(response.BodyWriter, $"retry: {ReconnectMilliseconds}\nid: {known}\n\n");
        var (page, readAt) = (first, clock.GetTimestamp());
        while (!page.BeforeRetention)
        {
            foreach (var change in page.Changes) Write(response.BodyWriter, change);
            if (page.Changes is [.., var last]) known = last.After!;
            await response.BodyWriter.FlushAsync(cancel);
            if (!page.More && !await ChangedAsync(page.Cursor, readAt, cancel))
            {
                // Changes that were not asked for have moved the cursor without an event.
                var cursor = page.Cursor.ToString();
                Write(response.BodyWriter, cursor == known ? ":\n\n" : $":\nid: {cursor}\n\n");
                known = cursor;
                await response.BodyWriter.FlushAsync(cancel);
            }

            readAt = clock.GetTimestamp();
            page = await feed.ReadAsync(page.Cursor, kinds, ChangesQuery.DefaultLimit, cursors: true, cancel);
        }
    }

    // False: nothing came for so long that the silence must be broken.
    private async ValueTask<bool> ChangedAsync(ChangeCursor cursor, long readAt, CancellationToken cancel)
    {
        using var silence = new CancellationTokenSource(Heartbeat, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancel);
        try
        {
            await feed.WaitAsync(cursor, ending.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }

        if (Rest - clock.GetElapsedTime(readAt) is { Ticks: > 0 } rest) await Task.Delay(rest, clock, cancel);
        return true;
    }

    private static void Write(IBufferWriter<byte> body, in FeedChange change)
    {
        var response = ChangeResponse.Of(change);
        Write(body, $"id: {change.After}\nevent: {response.Kind}\ndata: ");
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = ServerJson.Encoder }))
            JsonSerializer.Serialize(json, response, ServerJson.Readable.ChangeResponse);
        Write(body, "\n\n");
    }

    private static void Write(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
