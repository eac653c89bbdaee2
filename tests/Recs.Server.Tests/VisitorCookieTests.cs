using System.Net;
using System.Text;
using Recs.Core;

namespace Recs.Server.Tests;

public sealed class VisitorCookieTests
{
    private const string View = """{"event":"product_viewed","properties":{"product_id":"cup"}}""";

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://127.0.0.1")]
    public async Task A_browser_of_the_shops_own_site_gets_its_id_as_a_small_cookie(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await PostAsync(server, View, (header, value));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var parts = Assert.Single(response.Headers.GetValues("Set-Cookie")).Split("; ");
        Assert.InRange(parts[0].Length, 20, 99);
        Assert.Equal(["httponly", "max-age=31536000", "path=/", "samesite=lax"], parts[1..].Order());

        var id = parts[0]["recs_id=".Length..];
        using var again = await PostAsync(server, View, (header, value), ("Cookie", parts[0]));
        Assert.False(again.Headers.Contains("Set-Cookie"));
        await server.AppliedAsync();
        Assert.Equal(2, (await server.ProfileAsync(id)).GetProperty("productViews").GetInt32());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://other.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "at all")]
    public async Task A_page_of_another_site_gets_none_and_must_name_its_visitor(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await PostAsync(server, View, (header, value));
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("visitor_missing", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event":"product_viewed","properties":{"product_id":"cup"},"context":{"consent":{"personalisation":false}}}""", "X-Nothing", "at all")]
    [InlineData("""{"event":"product_viewed","anonymousId":"a","properties":{"product_id":"cup"}}""", "X-Nothing", "at all")]
    [InlineData("""{"event":"no such event"}""", "X-Nothing", "at all")]
    [InlineData(View, "Sec-GPC", "1")]
    [InlineData(View, "X-Recs-Visitor", "in-memory")]
    public async Task No_cookie_without_need_or_consent(string body, string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await PostAsync(server, body, ("Sec-Fetch-Site", "same-origin"), (header, value));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_site_may_wait_for_consent_or_do_without_cookies()
    {
        const string granted = """{"event":"product_viewed","properties":{"product_id":"cup"},"context":{"consent":{"personalisation":"granted"}}}""";
        await using var strict = await RunningServer.StartAsync([.. Keys, "--Recs:Sites:default:Consent:Personalisation=false", "--Recs:Sites:default:VisitorCookieDays=30"]);
        using (var before = await PostAsync(strict, View, ("Sec-Fetch-Site", "same-origin"))) Assert.False(before.Headers.Contains("Set-Cookie"));
        using (var after = await PostAsync(strict, granted, ("Sec-Fetch-Site", "same-origin")))
            Assert.Contains("max-age=2592000", after.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);

        await using var without = await RunningServer.StartAsync([.. Keys, "--Recs:Sites:default:VisitorCookie=false"]);
        using var response = await PostAsync(without, View, ("Sec-Fetch-Site", "same-origin"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Who_refuses_to_be_recognised_loses_the_cookie()
    {
        await using var server = await RunningServer.StartAsync();
        using var kept = await PostAsync(server, View, ("Cookie", "recs_id=mine"));
        Assert.False(kept.Headers.Contains("Set-Cookie"));
        using var lost = await PostAsync(server, View, ("Cookie", "recs_id=mine"), ("Sec-GPC", "1"));
        Assert.StartsWith("recs_id=; expires=Thu, 01 Jan 1970", Assert.Single(lost.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        await server.AppliedAsync();
        Assert.Equal(1, (await server.ProfileAsync("mine")).GetProperty("productViews").GetInt32());
    }

    [Theory]
    [InlineData("""{"event":"consent_changed","properties":{"personalisation":false}}""", true)]
    [InlineData("""{"event":"consent_changed","properties":{"analytics":"denied"}}""", true)]
    [InlineData("""[{"event":"product_viewed","properties":{"product_id":"cup"}},{"event":"consent_changed","properties":{"personalisation":false}}]""", true)]
    [InlineData("""[{"event":"consent_changed","properties":{"personalisation":false}},{"event":"consent_changed","properties":{"personalisation":true}}]""", false)]
    [InlineData("""{"event":"consent_changed","properties":{"marketing":false}}""", false)]
    public async Task Who_withdraws_consent_loses_the_cookie_and_who_gives_it_keeps_it(string body, bool lost)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await PostAsync(server, body, ("Sec-Fetch-Site", "same-origin"), ("Cookie", "recs_id=mine"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(lost, response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Single().StartsWith("recs_id=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_only_withdraws_gets_no_cookie_for_it()
    {
        await using var server = await RunningServer.StartAsync();
        const string body = """[{"event":"product_viewed","properties":{"product_id":"cup"}},{"event":"consent_changed","properties":{"personalisation":false}}]""";
        using var response = await PostAsync(server, body, ("Sec-Fetch-Site", "same-origin"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Under_tls_the_cookie_is_secure()
    {
        await using var server = await RunningServer.StartAsync(
            "--Recs:Http:TrustedProxies:0=127.0.0.1", "--Recs:Sites:default:WriteKeys:0=wk_of_its_own", $"--Recs:Sites:default:SecretKeys:0={RunningServer.SecretKey}");
        using var response = await server.SendRawAsync(
            HttpMethod.Post, "/v1/events", "wk_of_its_own", new StringContent(View), ("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        Assert.Contains("secure", Assert.Single(response.Headers.GetValues("Set-Cookie")).Split("; "));
    }

    [Fact]
    public async Task After_a_reset_the_browser_is_somebody_else()
    {
        await using var server = await RunningServer.StartAsync();
        using var reset = await ResetAsync(server, RunningServer.WriteKey, ("Cookie", "recs_id=mine"));
        var cookie = Assert.Single(reset.Headers.GetValues("Set-Cookie")).Split("; ");
        Assert.Equal(["httponly", "max-age=31536000", "path=/", "samesite=lax"], cookie[1..].Order());
        Assert.NotEqual("recs_id=mine", cookie[0]);
        Assert.Equal("""{"reset":true}""", await reset.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        using var viewed = await PostAsync(server, View, ("Cookie", cookie[0]));
        await server.AppliedAsync();
        Assert.Equal(1, (await server.ProfileAsync(cookie[0]["recs_id=".Length..])).GetProperty("productViews").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/v1/visitors/mine")).Status);
    }

    [Fact]
    public async Task A_reset_gives_no_cookie_to_who_has_none_and_takes_it_from_who_may_have_none()
    {
        await using var server = await RunningServer.StartAsync();
        using var none = await ResetAsync(server, RunningServer.WriteKey);
        Assert.Equal((HttpStatusCode.OK, false), (none.StatusCode, none.Headers.Contains("Set-Cookie")));
        using var refused = await ResetAsync(server, RunningServer.WriteKey, ("Cookie", "recs_id=mine"), ("Sec-GPC", "1"));
        Assert.StartsWith("recs_id=;", Assert.Single(refused.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        using var beacon = await server.SendRawAsync(HttpMethod.Post, "/v1/reset", null, new StringContent($$"""{"writeKey":"{{RunningServer.WriteKey}}"}"""), ("Cookie", "recs_id=mine"));
        Assert.True(beacon.Headers.Contains("Set-Cookie"));
        using var nobody = await ResetAsync(server, "no-such-key", ("Cookie", "recs_id=mine"));
        Assert.Equal((HttpStatusCode.Unauthorized, false), (nobody.StatusCode, nobody.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task A_life_that_browsers_do_not_grant_is_refused_at_start()
    {
        var e = await Assert.ThrowsAsync<RecsException>(() => RunningServer.StartAsync([.. Keys, "--Recs:Sites:default:VisitorCookieDays=0"]));
        Assert.Contains("keeps its visitor cookie for 0 days; 1 to 400 were expected", e.Message, StringComparison.Ordinal);
    }

    internal static readonly string[] Keys = [$"--Recs:Sites:default:WriteKeys:0={RunningServer.WriteKey}", $"--Recs:Sites:default:SecretKeys:0={RunningServer.SecretKey}"];

    private static Task<HttpResponseMessage> ResetAsync(RunningServer server, string key, params (string Name, string Value)[] headers) =>
        server.SendRawAsync(HttpMethod.Post, "/v1/reset", key, null, headers);

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string body, params (string Name, string Value)[] headers)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        return server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, content, headers);
    }
}
