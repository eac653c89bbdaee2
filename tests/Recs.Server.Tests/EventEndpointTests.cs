using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Sqlite;

namespace Recs.Server.Tests;

public sealed class EventEndpointTests
{
    private const string View = """{"event":"product_viewed","anonymousId":"anna","messageId":"m1","properties":{"product_id":"mug"}}""";

    [Fact]
    public async Task Takes_a_single_event_and_answers_how_many_were_accepted()
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.PostEventsAsync(View);
        Assert.Equal((HttpStatusCode.Accepted, """{"accepted":1,"duplicates":0,"redacted":0,"bots":0,"withheld":0,"rejected":[]}"""), (status, body));
    }

    [Fact]
    public async Task Rejects_bad_events_by_themselves_and_names_index_message_code_and_field()
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.PostEventsAsync($$"""[{{View}},{"event":"no_such_event","anonymousId":"anna","messageId":"m2"},{{View}}]""");
        var answer = JsonDocument.Parse(body).RootElement;
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        Assert.Equal(1, answer.GetProperty("duplicates").GetInt32());
        var rejected = answer.GetProperty("rejected")[0];
        Assert.Equal((1, "m2", "unknown_event"), (rejected.GetProperty("index").GetInt32(), rejected.GetProperty("messageId").GetString(), rejected.GetProperty("code").GetString()));
        Assert.Contains("no_such_event", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "missing_key")]
    [InlineData("nobodys-key", HttpStatusCode.Unauthorized, "unknown_key")]
    public async Task Refuses_a_request_without_a_known_key(string? key, HttpStatusCode expected, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.PostEventsAsync(View, key);
        Assert.Equal(expected, status);
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Takes_the_key_from_a_beacons_body()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new StringContent($$"""{"writeKey":"{{RunningServer.WriteKey}}","batch":[{{View}}]}""", Encoding.UTF8, "text/plain");
        var (fromBody, _) = await server.SendAsync(HttpMethod.Post, "/v1/events", null, request);
        Assert.Equal(HttpStatusCode.Accepted, fromBody);
    }

    [Fact]
    public async Task Takes_the_key_as_basic_user_name_as_segments_clients_send_it()
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RunningServer.WriteKey}:")));
        using var response = await http.PostAsync("/v1/events", new StringContent(View), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "shop.example")]
    public async Task Refuses_the_development_keys_to_requests_that_come_from_elsewhere(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", RunningServer.WriteKey);
        http.DefaultRequestHeaders.Add(header, value);
        using var response = await http.PostAsync("/v1/events", new StringContent(View), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_same_message_id_of_two_visitors_is_no_repeat()
    {
        await using var server = await RunningServer.StartAsync();
        var (_, body) = await server.PostEventsAsync($"[{View},{View.Replace("anna", "bert", StringComparison.Ordinal)}]");
        Assert.Contains("\"accepted\":2", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_json_is_refused_as_a_problem_with_the_place()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent("""{"event":"""));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_body_over_the_keys_limit_is_413_and_within_the_secret_keys_is_taken()
    {
        await using var server = await RunningServer.StartAsync();
        var one = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug","note":"0123456789012345678901234567890123456789"}}""";
        var large = "[" + string.Join(',', Enumerable.Repeat(one, 450)) + new string(' ', 500 * 1024) + "]";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostEventsAsync(large)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(large, RunningServer.SecretKey)).Status);
    }

    [Fact]
    public async Task Full_disk_answers_503_with_retry_after_and_works_again_once_there_is_room()
    {
        await using var server = await RunningServer.StartAsync();
        await server.AppliedAsync();
        var store = server.Services.GetRequiredService<SqliteInstallation>();
        await store.SetMaxBytesAsync(1, TestContext.Current.CancellationToken);
        var batch = "[" + string.Join(',', Enumerable.Range(0, 500).Select(i => $$$"""{"event":"page_viewed","anonymousId":"v{{{i}}}","messageId":"f{{{i}}}","properties":{"path":"/a/rather/long/path/to/fill/the/database/{{{i}}}"}}""")) + "]";
        var refused = HttpStatusCode.Accepted;
        for (var i = 0; i < 50 && refused == HttpStatusCode.Accepted; i++)
        {
            using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(batch.Replace("\"f", $"\"f{i}-", StringComparison.Ordinal)));
            refused = response.StatusCode;
            if (refused == HttpStatusCode.ServiceUnavailable) Assert.NotNull(response.Headers.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        await store.SetMaxBytesAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(View)).Status);
    }
}
