using System.Net.Http.Headers;
using System.Text.Json;

namespace Recs.EndToEnd.Tests;

/// <summary>Talks to a server with the secret key.</summary>
internal sealed class ShopClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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

    /// <summary>Erases a visitor; returns once the receipt says done.</summary>
    public async Task EraseAsync(string visitor) => await ErasedAsync((await SendAsync(HttpMethod.Delete, $"/v1/visitors/{visitor}")).GetProperty("receipt").GetString()!);

    /// <summary>Returns once an erasure is done.</summary>
    public async Task ErasedAsync(string receipt)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var erasure = await SendAsync(HttpMethod.Get, $"/v1/erasures/{receipt}");
            if (erasure.GetProperty("status").GetString() == "done") return;
            Assert.False(patience.IsCancellationRequested, $"The erasure was to be done within {Patience}; it is still {erasure.GetRawText()}");
            await Task.Yield();
        }
    }

    public void Dispose() => _http.Dispose();
}
