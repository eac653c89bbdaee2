using System.Net;
using System.Text.Json;

namespace Recs.Server.Tests;

/// <summary>What a browser gets to see of the answers, by the site's list of origins.</summary>
public sealed class OriginTests
{
    private const string View = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""";

    private static readonly string[] Listed =
    [
        "--Recs:Sites:shop:WriteKeys:0=wk_of_shop", "--Recs:Sites:shop:SecretKeys:0=sk_of_shop",
        "--Recs:Sites:shop:Origins:0=https://shop.example", "--Recs:Sites:shop:Origins:1=https://*.shop.example",
    ];

    private static readonly string[] Open = ["--Recs:Sites:open:WriteKeys:0=wk_of_open", "--Recs:Sites:open:SecretKeys:0=sk_of_open"];

    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("https://www.shop.example")]
    public async Task A_listed_origin_may_send_with_cookies_and_read_retry_after(string origin)
    {
        await using var server = await RunningServer.StartAsync(Listed);
        using var response = await SendAsync(server, HttpMethod.Post, "wk_of_shop", origin);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal("Retry-After", Header(response, "Access-Control-Expose-Headers"));
        Assert.Contains("Origin", response.Headers.Vary);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:8443")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("https://evilshop.example")]
    [InlineData("null")]
    public async Task A_foreign_origin_is_refused_and_reads_nothing(string origin)
    {
        await using var server = await RunningServer.StartAsync(Listed);
        using var response = await SendAsync(server, HttpMethod.Post, "wk_of_shop", origin);
        Assert.Equal((HttpStatusCode.Forbidden, "foreign_origin"), (response.StatusCode, await CodeAsync(response)));
        Assert.Null(Header(response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_key_in_the_body_is_held_to_its_sites_origins_too()
    {
        await using var server = await RunningServer.StartAsync([.. Listed, .. Open]);
        using var response = await SendAsync(server, HttpMethod.Post, null, "https://evil.example", $$"""{"writeKey":"wk_of_shop","batch":[{{View}}]}""");
        Assert.Equal((HttpStatusCode.Forbidden, "foreign_origin"), (response.StatusCode, await CodeAsync(response)));
    }

    [Fact]
    public async Task A_site_without_a_list_takes_pages_of_any_origin_but_without_cookies()
    {
        await using var server = await RunningServer.StartAsync([.. Listed, .. Open]);
        using var response = await SendAsync(server, HttpMethod.Post, "wk_of_open", "https://anywhere.example");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Null(Header(response, "Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("https://shop.example", "https://shop.example", "true")]
    [InlineData("https://evil.example", null, null)]
    public async Task A_preflight_is_answered_by_the_lists_of_all_sites(string origin, string? allowed, string? credentials)
    {
        await using var server = await RunningServer.StartAsync(Listed);
        using var response = await PreflightAsync(server, origin);
        Assert.Equal((allowed, credentials), (Header(response, "Access-Control-Allow-Origin"), Header(response, "Access-Control-Allow-Credentials")));
        if (allowed is not null) Assert.Equal("7200", Header(response, "Access-Control-Max-Age"));
    }

    [Fact]
    public async Task Where_a_site_is_open_a_preflight_of_any_origin_is_let_through_without_cookies()
    {
        await using var server = await RunningServer.StartAsync([.. Listed, .. Open]);
        using var response = await PreflightAsync(server, "https://anywhere.example");
        Assert.Equal(("*", null), (Header(response, "Access-Control-Allow-Origin"), Header(response, "Access-Control-Allow-Credentials")));
        foreach (var header in new[] { "X-Recs-Visitor", "X-Recs-User-Token", "AnonymousId" })
            Assert.Contains(header, Header(response, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_secret_key_from_a_page_is_refused_unless_this_server_serves_the_page()
    {
        await using var server = await RunningServer.StartAsync(Listed);
        using var foreign = await SendAsync(server, HttpMethod.Post, "sk_of_shop", "https://shop.example");
        Assert.Equal((HttpStatusCode.Forbidden, "secret_key_in_browser"), (foreign.StatusCode, await CodeAsync(foreign)));
        using var own = await SendAsync(server, HttpMethod.Post, "sk_of_shop", server.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.Accepted, own.StatusCode);
    }

    private static Task<HttpResponseMessage> PreflightAsync(RunningServer server, string origin) => server.SendAsync(request =>
    {
        (request.Method, request.RequestUri) = (HttpMethod.Options, new Uri("/v1/events", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-recs-visitor,x-recs-user-token,anonymousid");
    });

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, HttpMethod method, string? key, string origin, string body = View) => server.SendAsync(request =>
    {
        (request.Method, request.RequestUri, request.Content) = (method, new Uri("/v1/events", UriKind.Relative), new StringContent(body));
        request.Headers.Add("Origin", origin);
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
    });

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("code").GetString();
}
