using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Server.Tests.Recommender;

/// <summary>A server with thirty cups and pots that sell less and less, and anna, who has looked at the first.</summary>
internal static class TeaShop
{
    public const int Items = 30;

    public static async Task<RunningServer> OpenAsync(TimeProvider? clock = null, params string[] settings)
    {
        var server = clock is null ? await RunningServer.StartAsync(settings) : await RunningServer.StartAsync(clock, settings);
        await FillAsync(server);
        return server;
    }

    public static async Task FillAsync(RunningServer server)
    {
        var items = Enumerable.Range(0, Items).Select(i =>
            $$$"""{"id":"i{{{i}}}","title":"Thing {{{i}}}","category":"Home > {{{(i % 3 == 0 ? "Pots" : "Cups")}}}","brand":"{{{(i % 2 == 0 ? "Acme" : "Best")}}}","price":{{{10 + i}}},"currency":"EUR","attributes":{"colour":"{{{(i % 2 == 0 ? "red" : "blue")}}}"}}""");
        await OkAsync(server, HttpMethod.Put, "/v1/items", $"[{string.Join(',', items)}]");
        var orders = Enumerable.Range(0, Items).SelectMany(i => Enumerable.Range(0, Items - i).Select(n =>
            $$$"""{"event":"order_completed","userId":"buyer{{{i}}}-{{{n}}}","properties":{"order_id":"o{{{i}}}-{{{n}}}","currency":"EUR","total":24,"products":[{"product_id":"i{{{i}}}"}]}}"""));
        foreach (var batch in orders.Chunk(200)) await server.PostEventsAsync($"[{string.Join(',', batch)}]", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"i0"}}""");
        await RefreshAsync(server);
    }

    /// <summary>Returns once all that was sent is in the states and the counts.</summary>
    public static async Task RefreshAsync(RunningServer server)
    {
        await server.AppliedAsync();
        await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    public static Task<JsonElement> ListAsync(RunningServer server, string query, string key = RunningServer.WriteKey) =>
        OkAsync(server, HttpMethod.Get, $"/v1/recommendations?{query}", null, key);

    public static async Task<JsonElement> OkAsync(RunningServer server, HttpMethod method, string path, string? body, string key = RunningServer.SecretKey)
    {
        var (status, text) = await SendAsync(server, method, path, body, key);
        Assert.True(status == HttpStatusCode.OK, $"{method} {path}: {status}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> ProblemAsync(RunningServer server, HttpStatusCode expected, HttpMethod method, string path, string? body, string key = RunningServer.SecretKey)
    {
        var (status, text) = await SendAsync(server, method, path, body, key);
        Assert.True(status == expected, $"{method} {path}: {status}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static Task<(HttpStatusCode Status, string Body)> SendAsync(RunningServer server, HttpMethod method, string path, string? body, string key) =>
        server.SendAsync(method, path, key, body is null ? null : new StringContent(body, Encoding.UTF8));

    public static string[] Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];

    public static string Code(JsonElement problem) => problem.GetProperty("code").GetString()!;

    public static string Detail(JsonElement problem) => problem.GetProperty("detail").GetString()!;
}
