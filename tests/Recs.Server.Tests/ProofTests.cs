using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Recs.Server.Tests;

/// <summary>A browser proves who its user is by a token of the shop's server.</summary>
public sealed class ProofTests
{
    private const string View = "\"event\":\"product_viewed\",\"properties\":{\"product_id\":\"cup\"}";

    [Fact]
    public async Task A_token_merges_the_device_into_the_user_and_opens_the_users_list()
    {
        await using var server = await RunningServer.StartAsync();
        var token = Token("customer-9", RunningServer.SecretKey);
        await server.PostEventsAsync($$"""{"anonymousId":"phone",{{View}}}""");
        await server.PostEventsAsync($$"""{"type":"identify","anonymousId":"phone","userId":"customer-9","userToken":"{{token}}"}""");
        await server.PostEventsAsync($$"""{"anonymousId":"other","userId":"customer-9","userToken":"{{token}}",{{View}}}""");
        await server.PostEventsAsync($$"""{"userId":"customer-9","userToken":"{{token}}",{{View}}}""");
        await server.AppliedAsync();
        var profile = await server.ProfileAsync("phone");
        Assert.Equal(("customer-9", 3, "Prospect"), (profile.GetProperty("visitorId").GetString(), profile.GetProperty("productViews").GetInt32(), profile.GetProperty("stage").GetString()));

        const string list = "/v1/recommendations?form=recently_viewed&visitor=customer-9";
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(list, RunningServer.WriteKey)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync($"{list}&userToken={Token("customer-8", RunningServer.SecretKey)}", RunningServer.WriteKey)).Status);
        var (status, body) = await server.GetAsync($"{list}&userToken={token}", RunningServer.WriteKey);
        Assert.Equal((HttpStatusCode.OK, "Prospect"), (status, JsonDocument.Parse(body).RootElement.GetProperty("stage").GetString()));
        using var byHeader = await server.SendRawAsync(HttpMethod.Get, list, RunningServer.WriteKey, null, ("X-Recs-User-Token", token));
        Assert.Equal(HttpStatusCode.OK, byHeader.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_the_claim_stays_a_claim_and_a_wrong_one_is_told()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync($$"""{"userId":"customer-9",{{View}}}""", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"customer-9"}""");
        var (_, body) = await server.PostEventsAsync($$"""{"type":"identify","anonymousId":"phone","userId":"customer-9","userToken":"{{new string('0', 64)}}"}""");
        Assert.Equal("wrong_user_token", JsonDocument.Parse(body).RootElement.GetProperty("rejected")[0].GetProperty("code").GetString());
        await server.AppliedAsync();
        var profile = await server.ProfileAsync("phone");
        Assert.Equal(("phone", "customer-9"), (profile.GetProperty("visitorId").GetString(), profile.GetProperty("claimedUserId").GetString()));
        Assert.Empty((await server.ProfileAsync("customer-9")).GetProperty("aliases").EnumerateArray());
    }

    [Fact]
    public async Task Tokens_of_every_current_secret_key_count()
    {
        await using var server = await RunningServer.StartAsync([.. VisitorCookieTests.Keys, "--Recs:Sites:default:SecretKeys:1=the-next-secret-key"]);
        foreach (var (device, key) in new[] { ("phone", RunningServer.SecretKey), ("tablet", "the-next-secret-key") })
            await server.PostEventsAsync($$"""{"type":"identify","anonymousId":"{{device}}","userId":"customer-9","userToken":"{{Token("customer-9", key)}}"}""");
        await server.AppliedAsync();
        Assert.Equal(["phone", "tablet"], (await server.ProfileAsync("customer-9")).GetProperty("aliases").EnumerateArray().Select(a => a.GetString()!).Order());
    }

    [Fact]
    public async Task A_site_may_do_without_proof()
    {
        await using var server = await RunningServer.StartAsync([.. VisitorCookieTests.Keys, "--Recs:Sites:default:ProofRequired=false"]);
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"customer-9"}""");
        await server.AppliedAsync();
        Assert.Equal("customer-9", (await server.ProfileAsync("phone")).GetProperty("visitorId").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/v1/recommendations?form=popular&visitor=customer-9", RunningServer.WriteKey)).Status);
    }

    [Fact]
    public async Task Who_takes_the_id_of_a_customer_to_come_for_a_device_gets_nothing_of_the_customer()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync($$"""{"anonymousId":"customer-21",{{View}}}""");
        await server.PostEventsAsync($$"""{"type":"identify","anonymousId":"customer-21","userId":"thief","userToken":"{{Token("thief", RunningServer.SecretKey)}}"}""");
        await server.AppliedAsync();
        Assert.Equal("thief", (await server.ProfileAsync("customer-21")).GetProperty("visitorId").GetString());

        await server.PostEventsAsync("""{"event":"order_completed","userId":"customer-21","properties":{"order_id":"o1","total":10,"currency":"EUR"}}""", RunningServer.SecretKey);
        await server.PostEventsAsync($$"""{"anonymousId":"customer-21",{{View}}}""");
        await server.AppliedAsync();
        var customer = await server.ProfileAsync("customer-21");
        Assert.Equal(("customer-21", 1, 0), (customer.GetProperty("visitorId").GetString(), customer.GetProperty("ordersPlaced").GetInt32(), customer.GetProperty("productViews").GetInt32()));
        Assert.Equal(0, (await server.ProfileAsync("thief")).GetProperty("ordersPlaced").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/v1/recommendations?form=recently_viewed&visitor=customer-21", RunningServer.WriteKey)).Status);
    }

    internal static string Token(string userId, string secretKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(userId)));
}
