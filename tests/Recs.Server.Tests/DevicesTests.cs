using System.Net;
using System.Text.Json;

namespace Recs.Server.Tests;

/// <summary>
/// One person with a phone and a PC, and another one with the same phone later. Every request is repeated now and then, as
/// trackers and servers do that did not hear the answer, and the devices send at the same time.
/// </summary>
public sealed class DevicesTests
{
    private static readonly string[] Phone =
    [
        .. Pages("phone-1", "mobile", 3),
        Browser("v1", "phone-1", "mobile", "product_viewed", """{"product_id":"mug","category":"Home > Mugs","price":10,"currency":"EUR"}"""),
        SignIn("s1", "phone-1", "anna"),
        Browser("c1", "phone-1", "mobile", "cart_added", """{"product_id":"mug","quantity":1,"price":10,"currency":"EUR"}"""),
        Browser("b1", "phone-1", "mobile", "order_completed", """{"order_id":"o1","total":10,"currency":"EUR","products":[{"product_id":"mug","price":10,"quantity":1}]}"""),

        // Logged out: the device has a new anonymous id, and somebody else takes it.
        .. Pages("phone-2", "mobile", 2),
        SignIn("s2", "phone-2", "ben"),
        .. Pages("phone-2", "mobile", 1, from: 2),
        Browser("w2", "phone-2", "mobile", "wishlist_added", """{"product_id":"cup"}"""),
    ];

    private static readonly string[] Pc =
    [
        .. Pages("pc", "pc", 4),
        SignIn("s3", "pc", "anna"),
        .. Pages("pc", "pc", 2, from: 4),
        Shop("r1", """{"event":"order_refunded","userId":"anna","properties":{"order_id":"o1","total":4,"currency":"EUR"}}"""),
    ];

    private static readonly string[] Backend =
        [Shop("b2", """{"event":"order_completed","userId":"anna","properties":{"order_id":"o1","total":10,"currency":"EUR","products":[{"product_id":"mug","price":10,"quantity":1}]}}""")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Two_people_on_three_devices_have_one_profile_each_and_nothing_double(int seed)
    {
        await using var server = await RunningServer.StartAsync();
        await Task.WhenAll(SendAsync(server, Phone, seed), SendAsync(server, Pc, seed + 100), SendAsync(server, Backend, seed + 200));
        await server.AppliedAsync();

        var anna = await server.ProfileAsync("anna");
        Assert.Equal((9, 1, 1), (Number(anna, "pages"), Number(anna, "productViews"), Number(anna, "ordersPlaced")));
        Assert.Equal(6m, anna.GetProperty("netSpent").GetProperty("EUR").GetDecimal());
        Assert.Equal("Customer", anna.GetProperty("stage").GetString());
        Assert.Equal(["pc", "phone-1"], Aliases(anna));
        Assert.Equal("mug", anna.GetProperty("lastPurchase").GetProperty("items")[0].GetProperty("id").GetString());

        var ben = await server.ProfileAsync("ben");
        Assert.Equal((3, 0, 0), (Number(ben, "pages"), Number(ben, "productViews"), Number(ben, "ordersPlaced")));
        Assert.Equal("Prospect", ben.GetProperty("stage").GetString());
        Assert.Equal(["phone-2"], Aliases(ben));
        Assert.Equal("cup", Assert.Single(ben.GetProperty("favourites").EnumerateArray()).GetProperty("id").GetString());

        foreach (var (id, user) in new[] { ("phone-1", "anna"), ("pc", "anna"), ("phone-2", "ben") })
            Assert.Equal(user, (await server.ProfileAsync(id)).GetProperty("visitorId").GetString());
        Assert.Equal([("mobile", 1.0)], Channels(ben));
        AssertShares(anna, ("mobile", 6.0 / 12), ("pc", 6.0 / 12));
    }

    // In order; a request is repeated at once, or later, after others of the same device.
    private static async Task SendAsync(RunningServer server, string[] requests, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < requests.Length; i++)
        {
            await SendAsync(server, requests[i]);
            for (var repeats = random.Next(3); repeats > 0; repeats--) await SendAsync(server, requests[random.Next(i + 1)]);
        }
    }

    private static async Task SendAsync(RunningServer server, string request)
    {
        var isShops = request.StartsWith("shop ", StringComparison.Ordinal);
        var (status, body) = await server.PostEventsAsync(isShops ? request["shop ".Length..] : request, isShops ? RunningServer.SecretKey : RunningServer.WriteKey);
        Assert.True(status == HttpStatusCode.Accepted && body.Contains("\"rejected\":[]", StringComparison.Ordinal), body);
    }

    private static IEnumerable<string> Pages(string device, string type, int count, int from = 0) =>
        Enumerable.Range(from, count).Select(i => Browser($"{device}-p{i}", device, type, "page_viewed", $$"""{"path":"/{{i}}"}"""));

    private static string Browser(string message, string device, string type, string name, string properties) =>
        $$$$"""{"messageId":"{{{{message}}}}","event":"{{{{name}}}}","anonymousId":"{{{{device}}}}","context":{"device":{"type":"{{{{type}}}}"}},"properties":{{{{properties}}}}}""";

    private static string SignIn(string message, string device, string user) =>
        Shop(message, $$"""{"type":"identify","anonymousId":"{{device}}","userId":"{{user}}"}""");

    private static string Shop(string message, string json) => $"shop {{\"messageId\":\"{message}\",{json[1..]}";

    private static IEnumerable<string?> Aliases(JsonElement profile) => profile.GetProperty("aliases").EnumerateArray().Select(a => a.GetString()).Order();

    private static List<(string Name, double Share)> Channels(JsonElement profile) =>
        [.. profile.GetProperty("channels").EnumerateObject().Select(c => (c.Name, c.Value.GetDouble()))];

    private static void AssertShares(JsonElement profile, params (string Name, double Share)[] expected)
    {
        var found = Channels(profile).ToDictionary(c => c.Name, c => c.Share);
        Assert.Equal(expected.Select(e => e.Name).Order(), found.Keys.Order());
        foreach (var (name, share) in expected) Assert.Equal(share, found[name], 0.001);
    }

    private static int Number(JsonElement at, string name) => at.GetProperty(name).GetInt32();
}
