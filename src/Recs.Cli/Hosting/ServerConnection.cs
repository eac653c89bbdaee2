using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

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

    /// <exception cref="CliException">The server cannot be reached, or refuses the request.</exception>
    public Task<JsonDocument> GetAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, cancel);

    /// <exception cref="CliException">The server cannot be reached, or refuses the request.</exception>
    public async Task<JsonDocument> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancel)
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
                throw new CliException(ExitCodes.DataFolder, $"The server at {_url} holds the data folder, but cannot be reached: {e.Message} What it took before stays; repeat the command when it answers again.");
            }
        }
    }

    public void Dispose() => _http.Dispose();

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
