using System.Net.Http.Headers;
using System.Text.Json;

namespace Recs.EndToEnd.Tests;

/// <summary>Talks to a server with the secret key.</summary>
internal sealed class ShopClient : IDisposable
{
    private readonly HttpClient _http;

    public ShopClient(Uri url)
    {
        _http = new HttpClient { BaseAddress = url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-secret-key");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends, and fails where the answer is no success.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        using var response = await _http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Returns once everything that was sent is in the states.</summary>
    public async Task AppliedAsync()
    {
        while ((await SendAsync(HttpMethod.Get, "/v1/progress?wait=10")).GetProperty("waiting").GetInt64() > 0)
        {
            // The server answers when it has come further.
        }
    }

    public void Dispose() => _http.Dispose();
}
