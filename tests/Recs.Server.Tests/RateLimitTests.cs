using System.Net;
using System.Text.Json;
using Recs.Server.Http;

namespace Recs.Server.Tests;

/// <summary>Buckets so small that a handful of requests empties them, and refilled so slowly that a test cannot wait for it.</summary>
public sealed class RateLimitTests
{
    private const int Requests = 50;
    private const string Path = "/v1/recommendations?form=popular";

    [Fact]
    public async Task Over_the_limit_of_a_key_the_answer_is_429_with_retry_after()
    {
        await using var server = await StartAsync("Key", 1, 3);
        using var refused = await FirstRefusedAsync(server, RunningServer.WriteKey);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("rate_limited", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task A_key_in_the_body_empties_the_same_kind_of_bucket()
    {
        await using var server = await StartAsync("Key", 1, 3);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < Requests; i++)
            statuses.Add((await server.PostEventsAsync($$"""{"writeKey":"{{RunningServer.WriteKey}}","batch":[]}""", key: null)).Status);
        Assert.Equal(HttpStatusCode.Accepted, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(0, 3, false)]
    public async Task A_key_in_the_body_brings_its_own_sites_limit_of_visitors(int perSecond, int burst, bool refuses)
    {
        await using var server = await StartAsync("Visitor", perSecond, burst, "--Recs:Sites:wide:WriteKeys:0=wk_of_wide", "--Recs:Sites:wide:SecretKeys:0=sk_of_wide", "--Recs:Sites:wide:Limits:VisitorPerSecond=0");
        var statuses = new HashSet<HttpStatusCode>();
        for (var i = 0; i < 300; i++)
        {
            using var response = await server.SendRawAsync(
                HttpMethod.Post, "/v1/events", null, new StringContent($$"""{"writeKey":"{{RunningServer.WriteKey}}","batch":[]}"""), ("X-Recs-Visitor", "anna"));
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(refuses, statuses.Contains(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_request_that_names_no_key_at_all_is_held_to_the_widest_limits()
    {
        await using var server = await StartAsync("Visitor", 1, 3);
        var statuses = new HashSet<HttpStatusCode>();
        for (var i = 0; i < Requests; i++)
        {
            using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", null, new StringContent("{}"), ("X-Recs-Visitor", "anna"));
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses.Order());
    }

    [Fact]
    public async Task One_visitor_over_the_limit_leaves_the_others_alone()
    {
        await using var server = await StartAsync("Visitor", 1, 3);
        using var refused = await FirstRefusedAsync(server, RunningServer.WriteKey, ("X-Recs-Visitor", "anna"));
        using var cookie = await FirstRefusedAsync(server, RunningServer.WriteKey, ("Cookie", "recs_id=carl"));
        using var other = await GetAsync(server, RunningServer.WriteKey, ("X-Recs-Visitor", "bert"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_public_address_has_a_limit_when_a_trusted_proxy_names_it()
    {
        await using var server = await StartAsync("Address", 1, 3, "--Recs:Http:TrustedProxies:0=127.0.0.0/8", "--Recs:Sites:default:WriteKeys:1=wk_of_its_own");
        using var refused = await FirstRefusedAsync(server, "wk_of_its_own", ("X-Forwarded-For", "203.0.113.9"));
        using var other = await GetAsync(server, "wk_of_its_own", ("X-Forwarded-For", "198.51.100.7"));
        using var behindNat = await GetAsync(server, "wk_of_its_own", ("X-Forwarded-For", "203.0.113.9, 10.0.0.1"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, behindNat.StatusCode));
    }

    [Fact]
    public async Task An_address_that_no_trusted_proxy_names_does_not_count()
    {
        await using var server = await StartAsync("Address", 1, 3, "--Recs:Sites:default:WriteKeys:1=wk_of_its_own");
        for (var i = 0; i < Requests; i++)
        {
            using var response = await GetAsync(server, "wk_of_its_own", ("X-Forwarded-For", "203.0.113.9"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_development_keys_do_not_work_through_a_trusted_proxy_for_others()
    {
        await using var server = await StartAsync("Key", 0, 3, "--Recs:Http:TrustedProxies:0=127.0.0.1");
        using var response = await GetAsync(server, RunningServer.WriteKey, ("X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public void However_many_callers_there_are_they_share_a_fixed_number_of_buckets()
    {
        var slots = Enumerable.Range(0, 200_000).Select(i => CallerSlot.Of($"visitor-{i}")).ToHashSet();
        Assert.InRange(slots.Count, CallerSlot.Count * 9 / 10, CallerSlot.Count);
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9", true)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("127.0.0.1", "::1", false)]
    [InlineData("10.1.2.3", "192.168.0.1", false)]
    [InlineData("172.16.0.1", "fd00::1", false)]
    public void Addresses_of_one_household_share_a_slot_and_private_ones_have_none(string one, string other, bool has)
    {
        var slot = CallerSlot.Of(IPAddress.Parse(one));
        Assert.Equal((slot, has), (CallerSlot.Of(IPAddress.Parse(other)), slot is not null));
    }

    private static Task<RunningServer> StartAsync(string bucket, int perSecond, int burst, params string[] more) => RunningServer.StartAsync(
    [
        $"--Recs:Sites:default:WriteKeys:0={RunningServer.WriteKey}", $"--Recs:Sites:default:SecretKeys:0={RunningServer.SecretKey}",
        $"--Recs:Sites:default:Limits:{bucket}PerSecond={perSecond}", $"--Recs:Sites:default:Limits:{bucket}Burst={burst}", .. more,
    ]);

    private static async Task<HttpResponseMessage> FirstRefusedAsync(RunningServer server, string key, params (string Name, string Value)[] headers)
    {
        for (var i = 0; i < Requests; i++)
        {
            var response = await GetAsync(server, key, headers);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) return response;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            response.Dispose();
        }

        throw new Xunit.Sdk.XunitException($"{Requests} requests in a row were all answered; the bucket holds 3.");
    }

    private static Task<HttpResponseMessage> GetAsync(RunningServer server, string key, params (string Name, string Value)[] headers) => server.SendAsync(request =>
    {
        request.RequestUri = new Uri(Path, UriKind.Relative);
        request.Headers.Authorization = new("Bearer", key);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
    });
}
