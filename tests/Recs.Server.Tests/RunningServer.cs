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
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Server.Tests;

/// <summary>The real server on a port of its own with a data folder of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string WriteKey = "dev-write-key";
    public const string SecretKey = "dev-secret-key";

    private readonly TempFolder _folder;
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private bool _ended;

    private RunningServer(WebApplication app, TempFolder folder)
    {
        _app = app;
        _folder = folder;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        _http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>The file that holds everything.</summary>
    public string DatabaseFile => DataFolder.DatabaseFile(_folder.File("data"));

    public IServiceProvider Services => _app.Services;

    public static Task<RunningServer> StartAsync(params string[] settings) => StartAsync(_ => { }, null, settings);

    /// <summary>A server whose time the test moves.</summary>
    public static Task<RunningServer> StartAsync(TimeProvider clock, params string[] settings) =>
        StartAsync(_ => { }, services => services.AddSingleton(clock), settings);

    /// <summary>A server that finds sites in its data folder.</summary>
    public static Task<RunningServer> StartAsync(Action<SitesFile> sites, params string[] settings) => StartAsync(sites, null, settings);

    /// <summary>A server with other parts in the place of its own.</summary>
    public static Task<RunningServer> StartAsync(Action<SitesFile> sites, Action<IServiceCollection>? replace, params string[] settings)
    {
        var folder = new TempFolder();
        sites(new SitesFile(folder.File("data")));
        return StartAsync(folder, replace, settings);
    }

    /// <summary>Stops the server and starts another on its data folder.</summary>
    /// <param name="between">What happens to the folder meanwhile.</param>
    /// <param name="clock">What time it is then; null: the system's.</param>
    /// <param name="settings">Of the other server.</param>
    public async Task<RunningServer> RestartAsync(Action<string>? between = null, TimeProvider? clock = null, params string[] settings)
    {
        await EndAsync();
        between?.Invoke(_folder.File("data"));
        return await StartAsync(_folder, clock is null ? null : services => services.AddSingleton(clock), settings);
    }

    /// <summary>Stops the server; its data folder stays.</summary>
    public Task StopAsync() => _app.StopAsync();

    private static async Task<RunningServer> StartAsync(TempFolder folder, Action<IServiceCollection>? replace, string[] settings)
    {
        var app = RecsServer.Build(["--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={folder.File("data")}", "--Recs:Partitions=4", "--Recs:VisitorDeadline=00:01:00", .. settings], replace);
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

    /// <summary>An answer whose body is still to come.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecretKey);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
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
        if (_ended) return;
        await EndAsync();
        _folder.Dispose();
    }

    private async Task EndAsync()
    {
        _ended = true;
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
