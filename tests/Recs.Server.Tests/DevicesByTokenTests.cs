using System.Net;
using System.Text;
using System.Text.Json;

namespace Recs.Server.Tests;

/// <summary>
/// The story of one person with a phone and a PC and another one with the same phone later, as browsers tell it: known by the cookie
/// they were given, proving who has signed in by a token of the shop's server, and forgetting it at logout. Requests are repeated as
/// trackers do that did not hear the answer.
/// </summary>
public sealed class DevicesByTokenTests
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private const string Pc = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Two_people_on_two_devices_have_one_profile_each_and_nothing_double(int seed)
    {
        await using var server = await RunningServer.StartAsync();
        var (phone, pc) = (new Browser(server, Phone, seed), new Browser(server, Pc, seed + 100));
        var (first, _) = await BothAsync(OnThePhoneAsync(server, phone), OnThePcAsync(server, pc));
        var pcId = pc.Id;
        await server.AppliedAsync();
        Assert.NotEqual(first, phone.Id);

        var anna = await server.ProfileAsync("anna");
        Assert.Equal((9, 1, 1), (Number(anna, "pages"), Number(anna, "productViews"), Number(anna, "ordersPlaced")));
        Assert.Equal(6m, anna.GetProperty("netSpent").GetProperty("EUR").GetDecimal());
        Assert.Equal("Customer", anna.GetProperty("stage").GetString());
        Assert.Equal(new[] { first, pcId }.Order(StringComparer.Ordinal), Aliases(anna));
        AssertShares(anna, ("mobile", 7.0 / 14), ("pc", 7.0 / 14));

        var ben = await server.ProfileAsync("ben");
        Assert.Equal((3, 0, 0), (Number(ben, "pages"), Number(ben, "productViews"), Number(ben, "ordersPlaced")));
        Assert.Equal("Prospect", ben.GetProperty("stage").GetString());
        Assert.Equal([phone.Id], Aliases(ben));
        Assert.Equal("cup", Assert.Single(ben.GetProperty("favourites").EnumerateArray()).GetProperty("id").GetString());
        AssertShares(ben, ("mobile", 1));

        foreach (var (id, user) in new[] { (first, "anna"), (pcId, "anna"), (phone.Id, "ben") })
            Assert.Equal(user, (await server.ProfileAsync(id)).GetProperty("visitorId").GetString());
    }

    [Fact]
    public async Task What_the_next_person_does_before_signing_in_is_not_the_last_ones()
    {
        await using var server = await RunningServer.StartAsync();
        var phone = new Browser(server, Phone, 7);
        await phone.SendAsync("page_viewed", """{"path":"/"}""");
        await phone.SignInAsync("anna");
        await phone.ResetAsync();
        await phone.SendAsync("page_viewed", """{"path":"/somebody-else"}""");
        await server.AppliedAsync();
        Assert.Equal(1, Number(await server.ProfileAsync("anna"), "pages"));
        Assert.Equal("FirstVisit", (await server.ProfileAsync(phone.Id)).GetProperty("stage").GetString());
    }

    private static async Task<string> OnThePhoneAsync(RunningServer server, Browser phone)
    {
        for (var i = 0; i < 3; i++) await phone.SendAsync("page_viewed", $$"""{"path":"/{{i}}"}""");
        await phone.SendAsync("product_viewed", """{"product_id":"mug","category":"Home > Mugs","price":10,"currency":"EUR"}""");
        var id = phone.Id;
        await phone.SignInAsync("anna");
        await phone.SendAsync("cart_added", """{"product_id":"mug","quantity":1,"price":10,"currency":"EUR"}""");
        const string order = """{"order_id":"o1","total":10,"currency":"EUR","products":[{"product_id":"mug","price":10,"quantity":1}]}""";
        await phone.SendAsync("order_completed", order);
        await ShopAsync(server, $$$"""{"messageId":"shop-o1","event":"order_completed","userId":"anna","properties":{{{order}}} }""");
        await phone.ResetAsync();

        for (var i = 0; i < 2; i++) await phone.SendAsync("page_viewed", $$"""{"path":"/ben-{{i}}"}""");
        await phone.SignInAsync("ben");
        await phone.SendAsync("page_viewed", """{"path":"/ben-2"}""");
        await phone.SendAsync("wishlist_added", """{"product_id":"cup"}""");
        return id;
    }

    private static async Task<string> OnThePcAsync(RunningServer server, Browser pc)
    {
        for (var i = 0; i < 4; i++) await pc.SendAsync("page_viewed", $$"""{"path":"/pc-{{i}}"}""");
        await pc.SignInAsync("anna");
        for (var i = 4; i < 6; i++) await pc.SendAsync("page_viewed", $$"""{"path":"/pc-{{i}}"}""");

        // What the browser says of the shop's order does not count beside what the shop says.
        const string refund = """{"order_id":"o1","total":4,"currency":"EUR"}""";
        await pc.SendAsync("order_refunded", refund);
        await ShopAsync(server, $$$"""{"messageId":"shop-r1","event":"order_refunded","userId":"anna","properties":{{{refund}}} }""");
        return pc.Id;
    }

    private static async Task<(string, string)> BothAsync(Task<string> one, Task<string> other) => (await one, await other);

    private static async Task ShopAsync(RunningServer server, string json)
    {
        for (var time = 0; time < 2; time++) Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(json, RunningServer.SecretKey)).Status);
    }

    private static IEnumerable<string?> Aliases(JsonElement profile) => profile.GetProperty("aliases").EnumerateArray().Select(a => a.GetString()).Order(StringComparer.Ordinal);

    private static void AssertShares(JsonElement profile, params (string Name, double Share)[] expected)
    {
        var found = profile.GetProperty("channels").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetDouble());
        Assert.Equal(expected.Select(e => e.Name).Order(), found.Keys.Order());
        foreach (var (name, share) in expected) Assert.Equal(share, found[name], 0.001);
    }

    private static int Number(JsonElement at, string name) => at.GetProperty(name).GetInt32();

    /// <summary>A browser on a page of the shop: keeps the cookie it is given, names no id, and proves the user who has signed in.</summary>
    private sealed class Browser(RunningServer server, string agent, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<string> _sent = [];
        private string? _cookie;
        private string? _user;
        private int _messages;

        /// <summary>The visitor of the cookie.</summary>
        public string Id => (_cookie ?? throw new InvalidOperationException("The browser has no cookie yet."))["recs_id=".Length..];

        public Task SendAsync(string name, string properties) => SendAsync($$"""{"messageId":"{{Message()}}","event":"{{name}}",{{User}}"properties":{{properties}} }""");

        public Task SignInAsync(string user)
        {
            _user = user;
            return SendAsync($$"""{"messageId":"{{Message()}}","type":"identify",{{User}}"traits":{} }""");
        }

        /// <summary>The page's logout: what waits has been sent, then the server is told.</summary>
        public async Task ResetAsync()
        {
            using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/reset", RunningServer.WriteKey, null, ("Cookie", _cookie!));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Keep(response);
            _user = null;
            _sent.Clear();
        }

        private string User => _user is null ? "" : $"\"userId\":\"{_user}\",\"userToken\":\"{ProofTests.Token(_user, RunningServer.SecretKey)}\",";

        private string Message() => $"{seed}-{++_messages}";

        private async Task SendAsync(string json)
        {
            _sent.Add(json);
            await PostAsync(json);
            for (var repeats = _random.Next(3); repeats > 0; repeats--) await PostAsync(_sent[_random.Next(_sent.Count)]);
        }

        private async Task PostAsync(string json)
        {
            using var response = await server.SendAsync(request =>
            {
                (request.Method, request.RequestUri) = (HttpMethod.Post, new Uri("/v1/events", UriKind.Relative));
                request.Content = new StringContent(json, Encoding.UTF8, "text/plain");
                request.Headers.Authorization = new("Bearer", RunningServer.WriteKey);
                request.Headers.TryAddWithoutValidation("User-Agent", agent);
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                if (_cookie is not null) request.Headers.Add("Cookie", _cookie);
            });
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.Accepted && body.Contains("\"rejected\":[]", StringComparison.Ordinal), body);
            Keep(response);
        }

        private void Keep(HttpResponseMessage response)
        {
            if (response.Headers.TryGetValues("Set-Cookie", out var cookies)) _cookie = cookies.Single().Split("; ")[0];
        }
    }
}
