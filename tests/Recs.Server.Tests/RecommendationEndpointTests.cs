using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Server.Tests;

public sealed class RecommendationEndpointTests
{
    private const string Items = """
        [{"id":"cup","title":"Blue cup","category":"Home > Cups","price":5,"currency":"EUR"},
         {"id":"mug","title":"Blue mug","category":"Home > Cups","price":6,"currency":"EUR"},
         {"id":"pot","title":"Tea pot","category":"Home > Pots","price":20,"currency":"EUR"},
         {"id":"tea","title":"Green tea","category":"Food > Tea","price":4,"currency":"EUR","repeatable":true},
         {"id":"gone","title":"Blue bowl","category":"Home > Cups","price":5,"currency":"EUR","inStock":false}]
        """;

    [Fact]
    public async Task Bought_together_comes_back_as_cross_sell_with_stage_tier_and_reason()
    {
        await using var server = await ShopAsync();
        var answer = await ListAsync(server, "form=cross_sell&item=pot&visitor=anna");
        var first = answer.GetProperty("items")[0];
        Assert.Equal("tea", first.GetProperty("id").GetString());
        Assert.Equal("bought_together", first.GetProperty("reason").GetProperty("code").GetString());
        Assert.Contains("Tea pot", first.GetProperty("reason").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("FirstVisit", answer.GetProperty("stage").GetString());
        Assert.True(Guid.TryParse(answer.GetProperty("listId").GetString(), out _));
    }

    [Fact]
    public async Task Without_views_similar_products_come_from_the_titles_words_and_the_reason_says_so()
    {
        await using var server = await ShopAsync();
        var first = (await ListAsync(server, "form=re_sell&item=cup")).GetProperty("items")[0];
        Assert.Equal(("mug", "similar_title"), (first.GetProperty("id").GetString(), first.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("re_sell")]
    [InlineData("cross_sell")]
    [InlineData("for_you")]
    [InlineData("popular")]
    [InlineData("trending")]
    [InlineData("recently_viewed")]
    public async Task What_is_not_in_stock_or_filtered_out_never_comes_back(string form)
    {
        await using var server = await ShopAsync();
        var answer = await ListAsync(server, $"form={form}&visitor=anna&item=pot&maxPrice=5.5&exclude=tea");
        var ids = answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
        Assert.All(ids, id => Assert.Contains(id, new[] { "cup" }));
    }

    [Fact]
    public async Task What_was_bought_in_any_order_and_is_not_repeatable_never_comes_back()
    {
        await using var server = await ShopAsync();
        foreach (var (order, item) in new[] { ("x1", "mug"), ("x2", "pot") })
        {
            await server.PostEventsAsync($$$"""{"event":"order_completed","anonymousId":"anna","properties":{"order_id":"{{{order}}}","currency":"EUR","total":9,"products":[{"product_id":"{{{item}}}"}]}}""");
            await server.AppliedAsync();
        }

        foreach (var form in new[] { "re_sell&item=cup", "for_you", "cross_sell&item=cup" })
        {
            var ids = (await ListAsync(server, $"form={form}&visitor=anna")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString());
            Assert.DoesNotContain("mug", ids);
        }
    }

    [Fact]
    public async Task A_first_click_changes_the_next_answer()
    {
        await using var server = await ShopAsync();
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"new","properties":{"product_id":"cup"}}""");
        await server.AppliedAsync();
        var answer = await ListAsync(server, "form=recently_viewed&visitor=new&limit=1");
        Assert.Equal("cup", answer.GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_empty_shop_still_answers_200_and_says_why_the_list_is_short()
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await ListAsync(server, "form=popular");
        Assert.Empty(answer.GetProperty("items").EnumerateArray());
        Assert.False(string.IsNullOrEmpty(answer.GetProperty("shortfall").GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData("form=best_ever", "form")]
    [InlineData("form=popular&limit=many", "limit")]
    [InlineData("form=popular&limit=1000", "limit")]
    [InlineData("form=popular&minPrice=x", "minPrice")]
    [InlineData("form=popular&colour=red", "'colour' is no parameter here")]
    public async Task A_wrong_parameter_is_named(string query, string name)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.GetAsync($"/v1/recommendations?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(name, JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_write_key_a_users_list_is_not_for_the_asking()
    {
        await using var server = await ShopAsync();
        await server.PostEventsAsync("""{"type":"identify","userId":"customer-9"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        foreach (var user in new[] { "customer-9", "buyer3" })
        {
            var path = $"/v1/recommendations?form=for_you&visitor={user}";
            Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(path, RunningServer.WriteKey)).Status);
            Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path)).Status);
        }
    }

    private static async Task<JsonElement> ListAsync(RunningServer server, string query)
    {
        var (status, body) = await server.GetAsync($"/v1/recommendations?{query}", RunningServer.WriteKey);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    // Twenty buyers of pot and tea, ten of cup alone, and anna who has looked at the pot.
    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent(Items, Encoding.UTF8));
        var orders = Enumerable.Range(0, 30).Select(i =>
        {
            var products = i < 20 ? """[{"product_id":"pot"},{"product_id":"tea"}]""" : """[{"product_id":"cup"}]""";
            return $$$"""{"event":"order_completed","userId":"buyer{{{i}}}","properties":{"order_id":"o{{{i}}}","currency":"EUR","total":24,"products":{{{products}}}}}""";
        });
        await server.PostEventsAsync($"[{string.Join(',', orders)}]", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"pot"}}""");
        await server.AppliedAsync();
        await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
