using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Recs.Core;
using Recs.Sqlite;

namespace Recs.Cli.Hosting;

/// <summary>Requests to a running server that may be repeated: where the server cannot answer now they are, a few times.</summary>
internal sealed class ServerConnection : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Uri _url;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public ServerConnection(Uri url, string key, TimeProvider clock)
    {
        (_url, _clock) = (url, clock);
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The server that holds a data folder; null: nobody does, or the holder has not said where it can be reached.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="site">The site that is meant: the key decides which one answers.</param>
    /// <param name="key">The site's secret key as it was given; null: it is looked for.</param>
    /// <param name="clock">Tells how long to wait before a repetition.</param>
    /// <exception cref="CliException">There is no key for the site.</exception>
    public static ServerConnection? Find(string folder, SiteId site, string? key, TimeProvider clock) =>
        DataFolder.FindOwner(folder)?.Url is { } url ? new ServerConnection(url, ServerKey.Find(key, url, site), clock) : null;

    /// <exception cref="CliException">The server cannot be reached, or refuses the request.</exception>
    public Task<JsonDocument> GetAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, cancel);

    /// <summary>The same; null where the server knows nothing of that name.</summary>
    /// <exception cref="CliException">The server cannot be reached, or refuses the request.</exception>
    public Task<JsonDocument?> FindAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, whereConflict: null, whereNotFound: true, cancel);

    /// <exception cref="CliException">The server cannot be reached, or refuses the request.</exception>
    public async Task<JsonDocument> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancel, CliException? whereConflict = null) =>
        (await SendAsync(method, path, body, whereConflict, whereNotFound: false, cancel))!;

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument?> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, CliException? whereConflict, bool whereNotFound, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is { } bytes) request.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var response = await _http.SendAsync(request, cancel);
                if (response.IsSuccessStatusCode)
                    return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
                if (whereNotFound && response.StatusCode == HttpStatusCode.NotFound) return null;
                if (whereConflict is not null && response.StatusCode == HttpStatusCode.Conflict) throw whereConflict;
                if (attempt == Attempts || response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    throw await RefusedAsync(response, cancel);
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? Pause, _clock, cancel);
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, _clock, cancel);
            }
            catch (HttpRequestException e)
            {
                throw new CliException(ExitCodes.DataFolder, $"The server at {_url} holds the data folder, but cannot be reached: {e.Message.TrimEnd('.')}. What it took before stays; repeat the command when it answers again.");
            }
        }
    }

    private async Task<CliException> RefusedAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        var isKey = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        return new CliException(
            isKey ? ExitCodes.Usage : ExitCodes.Failed,
            $"The server at {_url} refused with {(int)response.StatusCode}: {DetailOf(text)}{(isKey ? " Give the site's secret key with --key." : "")}");
    }

    private static string DetailOf(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.GetProperty("detail").GetString() ?? text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return text.Length <= 200 ? text : text[..200] + "…";
        }
    }
}
