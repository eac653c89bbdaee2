using System.Net;
using System.Text;
using System.Text.Json;

namespace Recs.Server.Tests;

public sealed class BotEndpointTests
{
    private const string Agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private const string Events = """
        [{"event":"product_viewed","anonymousId":"visitor","properties":{"product_id":"cup"}},
         {"event":"order_completed","anonymousId":"visitor","properties":{"order_id":"o1","total":5,"currency":"EUR","products":[{"product_id":"cup"}]}}]
        """;

    [Fact]
    public async Task A_crawlers_views_and_orders_are_accepted_and_count_for_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal((2, 2), await PostAsync(server, RunningServer.WriteKey));
        await server.AppliedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/v1/visitors/visitor")).Status);

        Assert.Equal((2, 0), await PostAsync(server, RunningServer.SecretKey));
        await server.AppliedAsync();
        Assert.Equal("Customer", (await server.ProfileAsync("visitor")).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_site_may_switch_the_rule_off()
    {
        await using var server = await RunningServer.StartAsync([.. VisitorCookieTests.Keys, "--Recs:Sites:default:MarkBots=false"]);
        Assert.Equal((2, 0), await PostAsync(server, RunningServer.WriteKey));
        await server.AppliedAsync();
        Assert.Equal("Customer", (await server.ProfileAsync("visitor")).GetProperty("stage").GetString());
    }

    private static async Task<(int Accepted, int Bots)> PostAsync(RunningServer server, string key)
    {
        using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", key, new StringContent(Events, Encoding.UTF8), ("User-Agent", Agent));
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        return (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("bots").GetInt32());
    }
}
