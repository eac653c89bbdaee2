using System.Net;
using System.Net.Sockets;

namespace Recs.EndToEnd.Tests;

/// <summary>
/// Stands between a client and the server and passes every request on. The answer to the first is lost: the client gets 503
/// instead, though the server has taken the events.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _server;
    private readonly Task _serving;

    public LossyProxy(Uri server)
    {
        _server = new HttpClient { BaseAddress = server };
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>What the server answered, one after the other.</summary>
    public List<(string Path, HttpStatusCode Status)> Answers { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _server.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) await PassOnAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private async Task PassOnAsync(HttpListenerContext call)
    {
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(call.Request.HttpMethod), call.Request.Url!.PathAndQuery)
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        Copy("Authorization", request.Headers);
        Copy("User-Agent", request.Headers);
        Copy("Content-Type", request.Content.Headers);
        Copy("Content-Encoding", request.Content.Headers);
        using var answer = await _server.SendAsync(request);
        var isLost = Answers.Count == 0;
        Answers.Add((call.Request.Url.AbsolutePath, answer.StatusCode));
        call.Response.StatusCode = isLost ? (int)HttpStatusCode.ServiceUnavailable : (int)answer.StatusCode;
        if (isLost) call.Response.AddHeader("Retry-After", "0");
        else await answer.Content.CopyToAsync(call.Response.OutputStream);
        call.Response.Close();

        void Copy(string name, System.Net.Http.Headers.HttpHeaders to)
        {
            if (call.Request.Headers[name] is { } value) to.TryAddWithoutValidation(name, value);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
