using System.Net;
using System.Text.Json;

namespace Recs.Server.Tests;

public sealed class VisitorEndpointTests
{
    [Fact]
    public async Task A_visitor_walks_from_first_visit_to_customer_and_keeps_one_profile()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""
            [{"event":"page_viewed","anonymousId":"anna","properties":{"path":"/"}},
             {"event":"Product Viewed","anonymousId":"anna","properties":{"product_id":"mug","name":"Blue mug","category":"Home > Mugs","brand":"Potter","price":9.5,"currency":"EUR"}},
             {"event":"Product Added","anonymousId":"anna","properties":{"product_id":"mug","quantity":2,"price":9.5,"currency":"EUR"}},
             {"event":"Product Added to Wishlist","anonymousId":"anna","properties":{"product_id":"cup"}}]
            """);
        await server.AppliedAsync();
        var before = await server.ProfileAsync("anna");
        Assert.Equal("FirstVisit", before.GetProperty("stage").GetString());
        Assert.Equal(1, before.GetProperty("pages").GetInt32());
        Assert.Equal("mug", before.GetProperty("cart")[0].GetProperty("id").GetString());
        Assert.Equal("cup", before.GetProperty("favourites")[0].GetProperty("id").GetString());

        await server.PostEventsAsync("""
            [{"type":"identify","anonymousId":"anna","userId":"customer-7","traits":{"age":31}},
             {"event":"Order Completed","userId":"customer-7","properties":{"order_id":"o-1","total":19,"currency":"EUR","products":[{"product_id":"mug","quantity":2,"price":9.5}]}}]
            """, RunningServer.SecretKey);
        await server.AppliedAsync();
        var after = await server.ProfileAsync("anna");
        Assert.Equal("customer-7", after.GetProperty("visitorId").GetString());
        Assert.Equal("Customer", after.GetProperty("stage").GetString());
        Assert.Equal(19, after.GetProperty("netSpent").GetProperty("EUR").GetDecimal());
        Assert.Equal("anna", after.GetProperty("aliases")[0].GetString());
        Assert.Equal(JsonValueKind.Array, after.GetProperty("cart").ValueKind);
        Assert.Empty(after.GetProperty("cart").EnumerateArray());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%b")]
    [InlineData("a+b c")]
    [InlineData("50%2F")]
    public async Task Any_id_that_is_accepted_is_found_again(string id)
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync($$"""{"event":"page_viewed","anonymousId":"{{id}}","properties":{"path":"/"} }""");
        await server.AppliedAsync();
        var (_, body) = await server.GetAsync("/v1/visitors/" + Uri.EscapeDataString(id));
        Assert.Equal(id, JsonDocument.Parse(body).RootElement.GetProperty("visitorId").GetString());
    }

    [Theory]
    [InlineData("10:00")]
    [InlineData("1/2/2026")]
    [InlineData("yesterday")]
    public async Task A_time_that_could_mean_several_things_is_refused(string asOf)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.GetAsync("/v1/visitors/anna?asOf=" + Uri.EscapeDataString(asOf));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("ISO 8601", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_refused_personalisation_is_not_recognised()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""
            [{"event":"Product Viewed","anonymousId":"anna","properties":{"product_id":"mug"}},
             {"event":"consent_changed","anonymousId":"anna","properties":{"personalisation":false}}]
            """);
        await server.AppliedAsync();
        var (_, body) = await server.GetAsync("/v1/recommendations?form=recently_viewed&visitor=anna", RunningServer.WriteKey);
        var list = JsonDocument.Parse(body).RootElement;
        Assert.Equal(JsonValueKind.Null, list.GetProperty("stage").ValueKind);
        Assert.DoesNotContain("personal", list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("tier").GetString()));
    }

    [Fact]
    public async Task A_refund_by_products_is_bounded_like_an_order()
    {
        await using var server = await RunningServer.StartAsync();
        var (_, body) = await server.PostEventsAsync("""{"event":"order_refunded","userId":"u1","properties":{"order_id":"o1","currency":"EUR","products":[{"product_id":"mug","price":1000000000,"quantity":1000000}]}}""", RunningServer.SecretKey);
        Assert.Contains("out_of_range", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_id_of_a_device_leads_to_its_user_over_two_steps()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"phone","properties":{"product_id":"mug"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"guest-5"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"guest-5","userId":"customer-5"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        var (_, body) = await server.GetAsync("/v1/recommendations?form=recently_viewed&visitor=phone", RunningServer.WriteKey);
        Assert.Equal("Prospect", System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_browser_cannot_write_into_a_users_profile_by_guessing_the_users_id()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"order_completed","userId":"customer-7","properties":{"order_id":"o1","total":99,"currency":"EUR"}}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        await server.PostEventsAsync("""
            [{"event":"order_completed","anonymousId":"customer-7","properties":{"order_id":"o2","total":1000,"currency":"EUR"}},
             {"event":"order_refunded","anonymousId":"customer-7","properties":{"order_id":"o1"}}]
            """);
        await server.AppliedAsync();
        var profile = await server.ProfileAsync("customer-7");
        Assert.Equal(("Customer", 99m), (profile.GetProperty("stage").GetString(), profile.GetProperty("netSpent").GetProperty("EUR").GetDecimal()));
    }

    [Fact]
    public async Task Events_of_a_device_reach_the_user_after_identify_and_before_it_is_applied()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/1"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"customer-8"}""", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/2"}}""");
        await server.AppliedAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/3"}}""");
        await server.AppliedAsync();
        Assert.Equal(3, (await server.ProfileAsync("customer-8")).GetProperty("pages").GetInt32());
    }

    [Fact]
    public async Task A_profile_as_of_a_time_shows_what_was_known_then()
    {
        await using var server = await RunningServer.StartAsync();
        var (early, late) = (DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
        await server.PostEventsAsync($$$"""{"event":"page_viewed","anonymousId":"anna","timestamp":"{{{early:O}}}","properties":{"path":"/1"}}""");
        await server.AppliedAsync();
        var between = DateTimeOffset.UtcNow;
        await server.PostEventsAsync($$$"""{"event":"page_viewed","anonymousId":"anna","timestamp":"{{{late:O}}}","properties":{"path":"/2"}}""");
        await server.AppliedAsync();
        Assert.Equal(2, (await server.ProfileAsync("anna")).GetProperty("pages").GetInt32());
        Assert.Equal(1, (await server.ProfileAsync("anna", $"?asOf={Uri.EscapeDataString(between.ToString("O"))}")).GetProperty("pages").GetInt32());
    }

    [Theory]
    [InlineData("/v1/visitors/nobody", RunningServer.SecretKey, HttpStatusCode.NotFound, "visitor_unknown")]
    [InlineData("/v1/visitors/anna", RunningServer.WriteKey, HttpStatusCode.Forbidden, "wrong_key")]
    [InlineData("/v1/visitors/anna?asOf=yesterday", RunningServer.SecretKey, HttpStatusCode.BadRequest, "invalid_parameter")]
    public async Task Says_what_is_wrong(string path, string key, HttpStatusCode expected, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.GetAsync(path, key);
        Assert.Equal(expected, status);
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }
}
