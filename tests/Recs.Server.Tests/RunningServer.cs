using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Streaming;
using Recs.Server.Hosting;
using Recs.Sites;
using Recs.TestKit;

namespace Recs.Server.Tests;

/// <summary>The real server on a port of its own with a data folder of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string WriteKey = "dev-write-key";
    public const string SecretKey = "dev-secret-key";

    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RunningServer(WebApplication app, TempFolder folder)
    {
        _app = app;
        _folder = folder;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        _http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<RunningServer> StartAsync(params string[] settings) => StartAsync(_ => { }, null, settings);

    /// <summary>A server that finds sites in its data folder.</summary>
    public static Task<RunningServer> StartAsync(Action<SitesFile> sites, params string[] settings) => StartAsync(sites, null, settings);

    /// <summary>A server with other parts in the place of its own.</summary>
    public static async Task<RunningServer> StartAsync(Action<SitesFile> sites, Action<IServiceCollection>? replace, params string[] settings)
    {
        var folder = new TempFolder();
        sites(new SitesFile(folder.File("data")));
        var app = RecsServer.Build(["--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={folder.File("data")}", "--Recs:Partitions=4", .. settings], replace);
        await app.StartAsync();
        return new RunningServer(app, folder);
    }

    public Task<(HttpStatusCode Status, string Body)> PostEventsAsync(string body, string? key = WriteKey) =>
        SendAsync(HttpMethod.Post, "/v1/events", key, new StringContent(body, Encoding.UTF8, "application/json"));

    public Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string? key = SecretKey) => SendAsync(HttpMethod.Get, path, key, null);

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string? key, HttpContent? content)
    {
        using var response = await SendRawAsync(method, path, key, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sends what a test makes of an empty request.</summary>
    public async Task<HttpResponseMessage> SendAsync(Action<HttpRequestMessage> make)
    {
        using var request = new HttpRequestMessage();
        make(request);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> SendRawAsync(
        HttpMethod method, string path, string? key, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Returns once everything the log holds now is in the states, and what that put into the log in turn.</summary>
    public Task AppliedAsync() => Applied.WaitAsync(
        _app.Services.GetRequiredService<IEventLog>(), _app.Services.GetRequiredService<IVisitorReader>(), _app.Services.GetRequiredService<IVisitorStore>(), TestContext.Current.CancellationToken);

    public async Task<JsonElement> ProfileAsync(string visitor, string query = "")
    {
        var (status, body) = await GetAsync($"/v1/visitors/{Uri.EscapeDataString(visitor)}{query}");
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
