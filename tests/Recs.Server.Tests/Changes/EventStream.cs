using System.Net;

namespace Recs.Server.Tests.Changes;

/// <summary>A client of server-sent events.</summary>
internal sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    /// <summary>The id to come back with.</summary>
    public string? LastId { get; private set; }

    public static async Task<EventStream> OpenAsync(RunningServer server, string query = "", string? lastEventId = null)
    {
        var response = await server.OpenAsync("/v1/visitor-changes/stream?" + query, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event; null: the stream has ended.</summary>
    public async Task<(string Kind, string Data)?> NextAsync()
    {
        while (await BlockAsync() is { } block)
        {
            if (block.Kind is { } kind) return (kind, block.Data!);
        }

        return null;
    }

    /// <summary>Returns when a comment has come.</summary>
    public async Task CommentAsync()
    {
        while (await BlockAsync() is { } block)
        {
            if (block.Comment) return;
        }

        Assert.Fail("The stream ended before a comment came.");
    }

    /// <summary>Returns when the stream has said where it stands.</summary>
    public async Task StandsAsync()
    {
        while (LastId is null) Assert.NotNull(await BlockAsync());
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private async Task<(string? Kind, string? Data, bool Comment)?> BlockAsync()
    {
        var (kind, data, comment) = ((string?)null, (string?)null, false);
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0) return (kind, data, comment);
            comment |= line[0] == ':';
            if (line.StartsWith("id: ", StringComparison.Ordinal)) LastId = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
        }

        return null;
    }

    private Task<string?> LineAsync() => _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
}
