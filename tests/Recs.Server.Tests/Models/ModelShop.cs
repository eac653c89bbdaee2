using System.Net;
using System.Text;
using System.Text.Json;
using Recs.Core;
using Recs.Models.Tests;
using Recs.Training.Tests.Pipeline;

namespace Recs.Server.Tests.Models;

/// <summary>A server whose shop has the products that the made models are of.</summary>
internal static class ModelShop
{
    public static async Task<RunningServer> OpenAsync(params string[] settings)
    {
        var server = await RunningServer.StartAsync(settings);
        await FillAsync(server);
        return server;
    }

    public static async Task FillAsync(RunningServer server)
    {
        var items = string.Join(',', Enumerable.Range(0, 8).SelectMany(t => Enumerable.Range(0, 25).Select(p => $$"""{"id":"{{Shoppers.Name(t, p)}}","title":"Product {{p}} of {{t}}","price":{{p + 1}},"currency":"EUR"}""")));
        var (status, body) = await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent($$"""{"items":[{{items}}]}""", Encoding.UTF8));
        Assert.True(status == HttpStatusCode.OK, body);
    }

    /// <summary>The history that the made models were trained on.</summary>
    public static async Task WalkAsync(RunningServer server, int visitors = 400)
    {
        var data = Shoppers.Walk(visitors);
        var events = new List<(long Time, string Line)>();
        for (var row = 0; row < data.Histories.Count; row++)
        {
            for (var k = 0; k < data.Histories.LengthOf(row); k++)
            {
                var (item, time) = (data.Items[data.Histories[row][k]], data.Histories.TimesOf(row)[k]);
                events.Add((time, $$$"""{"event":"product_viewed","anonymousId":"v{{{row}}}","timestamp":"{{{new Instant(time)}}}","properties":{"product_id":"{{{item}}}"}}"""));
            }
        }

        var batch = string.Join(',', events.OrderBy(e => e.Time).Select(e => e.Line));
        var (status, body) = await server.SendAsync(HttpMethod.Post, "/v1/imports?importId=walk&part=1", RunningServer.SecretKey, new StringContent($$"""{"batch":[{{batch}}]}""", Encoding.UTF8));
        Assert.True(status == HttpStatusCode.Accepted, body);
        await server.AppliedAsync();
    }

    public static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(RunningServer server, string path, string body)
    {
        var (status, text) = await server.SendAsync(HttpMethod.Post, path, RunningServer.SecretKey, new StringContent(body, Encoding.UTF8));
        return (status, JsonDocument.Parse(text).RootElement);
    }

    public static async Task AddAsync(RunningServer server, IReadOnlyDictionary<string, byte[]> files)
    {
        var (status, text) = await server.SendAsync(HttpMethod.Post, "/v1/models", RunningServer.SecretKey, Artefacts.Zip(files));
        Assert.True(status == HttpStatusCode.Created, text);
    }

    /// <summary>Adds and publishes.</summary>
    public static async Task PublishAsync(RunningServer server, string version, string? serving = null, bool backwards = false)
    {
        await AddAsync(server, Made.Named(version, serving: serving, backwards: backwards));
        var (status, answer) = await PostAsync(server, "/v1/models:publish", $$"""{"version":"{{version}}"}""");
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
    }

    public static async Task<JsonElement> ModelsAsync(RunningServer server) => JsonDocument.Parse((await server.GetAsync("/v1/models")).Body).RootElement;

    /// <summary>Asks until the answer is as expected; the test's own end is the bound.</summary>
    public static async Task<JsonElement> UntilAsync(RunningServer server, string path, Func<JsonElement, bool> expected)
    {
        while (true)
        {
            var (status, body) = await server.GetAsync(path);
            Assert.True(status == HttpStatusCode.OK, body);
            var answer = JsonDocument.Parse(body).RootElement;
            if (expected(answer)) return answer;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public static async Task<List<(string Id, string Code)>> ListAsync(RunningServer server, string query)
    {
        var (status, body) = await server.GetAsync($"/v1/recommendations?{query}", RunningServer.SecretKey);
        Assert.True(status == HttpStatusCode.OK, body);
        return [.. JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("id").GetString()!, i.GetProperty("reason").GetProperty("code").GetString()!))];
    }

}
