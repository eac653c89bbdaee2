using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Streaming;

namespace Recs.Server.Tests;

/// <summary>Answers for somebody who is not to be recognised, from what travels with the request.</summary>
public sealed class SessionAnswerTests
{
    private const string Items = """
        [{"id":"cup","title":"Blue cup","category":"Home > Cups","price":5,"currency":"EUR"},
         {"id":"mug","title":"Blue mug","category":"Home > Cups","price":6,"currency":"EUR"},
         {"id":"pot","title":"Tea pot","category":"Home > Pots","price":20,"currency":"EUR"},
         {"id":"tea:green","title":"Green tea","category":"Food > Tea","price":4,"currency":"EUR"}]
        """;

    [Theory]
    [InlineData("&visitor=anna", "1")]
    [InlineData("&visitor=anna&consent=denied", "")]
    [InlineData("&visitor=unknown&consent=granted", "")]
    public async Task The_session_told_with_the_request_is_answered_with_tier_session_and_nothing_is_kept(string who, string control)
    {
        await using var server = await ShopAsync();
        var before = await EndAsync(server);
        using var response = await ListAsync(server, $"form=re_sell&recent=cup{who}&limit=1", control);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("mug", "session", "similar_title"), First(answer));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("stage").ValueKind);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal(before, await EndAsync(server));
    }

    [Theory]
    [InlineData("form=cross_sell&cart=pot", "tea:green", "bought_together")]
    [InlineData("form=cross_sell&recent=pot:cart", "tea:green", "bought_together")]
    [InlineData("form=cross_sell&recent=pot:order", "tea:green", "bought_together")]
    [InlineData("form=recently_viewed&recent=tea:green,pot", "tea:green", "recently_viewed")]
    [InlineData("form=for_you&recent=cup:cart", "mug", "similar_title")]
    public async Task Deeds_count_as_they_would_in_a_state(string query, string item, string reason)
    {
        await using var server = await ShopAsync();
        using var response = await ListAsync(server, query, "1");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((item, "session", reason), First(answer));
    }

    [Theory]
    [InlineData("form=re_sell&recent=cup", "cup")]
    [InlineData("form=cross_sell&recent=pot,tea:green:cart", "tea:green")]
    [InlineData("form=for_you&recent=mug:order", "mug")]
    public async Task What_a_form_never_returns_is_kept_out_of_the_session_too(string query, string item)
    {
        await using var server = await ShopAsync();
        using var response = await ListAsync(server, query, "1");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var ids = answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
        Assert.NotEmpty(ids);
        Assert.DoesNotContain(item, ids);
    }

    [Fact]
    public async Task A_visitor_whose_state_is_known_needs_no_session_in_the_request()
    {
        await using var server = await ShopAsync();
        using var response = await ListAsync(server, "form=recently_viewed&recent=cup&visitor=anna&limit=1", "");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("pot", "FirstVisit"), (First(answer).Item1, answer.GetProperty("stage").GetString()));
    }

    [Fact]
    public async Task A_wrong_consent_or_too_long_a_session_is_named()
    {
        await using var server = await ShopAsync();
        foreach (var (query, name) in new[] { ("consent=perhaps", "consent"), ($"recent={string.Join(',', Enumerable.Range(0, 51))}", "recent") })
        {
            var (status, body) = await server.GetAsync($"/v1/recommendations?form=popular&{query}", RunningServer.WriteKey);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(name, JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private static (string?, string?, string?) First(JsonElement answer)
    {
        var first = answer.GetProperty("items")[0];
        return (first.GetProperty("id").GetString(), first.GetProperty("tier").GetString(), first.GetProperty("reason").GetProperty("code").GetString());
    }

    private static Task<HttpResponseMessage> ListAsync(RunningServer server, string query, string control) =>
        server.SendRawAsync(HttpMethod.Get, $"/v1/recommendations?{query}", RunningServer.WriteKey, null, ("Sec-GPC", control), ("Cookie", "recs_id=anna"));

    private static async Task<long> EndAsync(RunningServer server)
    {
        var log = server.Services.GetRequiredService<IEventLog>();
        var end = 0L;
        for (var p = 0; p < log.Partitions; p++) end += await log.EndAsync(p, TestContext.Current.CancellationToken);
        return end;
    }

    // Twenty buyers of pot and tea, ten of cup alone, and anna who has looked at the pot.
    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent(Items, Encoding.UTF8));
        var orders = Enumerable.Range(0, 30).Select(i =>
        {
            var products = i < 20 ? """[{"product_id":"pot"},{"product_id":"tea:green"}]""" : """[{"product_id":"cup"}]""";
            return $$$"""{"event":"order_completed","userId":"buyer{{{i}}}","properties":{"order_id":"o{{{i}}}","currency":"EUR","total":24,"products":{{{products}}}}}""";
        });
        await server.PostEventsAsync($"[{string.Join(',', orders)}]", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"pot"}}""");
        await server.AppliedAsync();
        await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
