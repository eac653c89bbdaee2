using System.Net;
using System.Text;
using System.Text.Json;

namespace Recs.Server.Tests;

public sealed class SegmentEndpointTests
{
    [Theory]
    [InlineData("/v1/track", """{"anonymousId":"anna","messageId":"m1","event":"Product Viewed","properties":{"product_id":"mug"}}""")]
    [InlineData("/v1/t", """{"anonymousId":"anna","messageId":"m1","type":"track","event":"Product Viewed","properties":{"product_id":"mug"},"sentAt":"2026-03-02T10:00:00Z"}""")]
    [InlineData("/v1/page", """{"anonymousId":"anna","messageId":"m1","name":"Mugs","properties":{"url":"https://shop.example/mugs"}}""")]
    [InlineData("/v1/p", """{"anonymousId":"anna","messageId":"m1","context":{"page":{"path":"/mugs"}}}""")]
    [InlineData("/v1/screen", """{"anonymousId":"anna","messageId":"m1","name":"Mugs"}""")]
    [InlineData("/v1/s", """{"anonymousId":"anna","messageId":"m1","name":"Mugs"}""")]
    [InlineData("/v1/identify", """{"anonymousId":"anna","userId":"c-1","messageId":"m1","traits":{"age":30}}""")]
    [InlineData("/v1/i", """{"anonymousId":"anna","userId":"c-1","messageId":"m1"}""")]
    [InlineData("/v1/batch", """{"batch":[{"type":"page","anonymousId":"anna","messageId":"m1","properties":{"path":"/"}}],"sentAt":"2026-03-02T10:00:00Z"}""")]
    [InlineData("/v1/b", """{"batch":[{"type":"page","anonymousId":"anna","messageId":"m1","properties":{"path":"/"}}]}""")]
    public async Task Each_call_is_answered_as_segment_answers(string path, string body)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, answer) = await server.SendAsync(HttpMethod.Post, path, RunningServer.WriteKey, new StringContent(body));
        Assert.Equal((HttpStatusCode.OK, """{"success":true,"accepted":1,"duplicates":0,"redacted":0,"bots":0,"withheld":0,"rejected":[]}"""), (status, answer));
        await server.AppliedAsync();
        Assert.Equal("anna", (await server.ProfileAsync("anna")).GetProperty("visitorId").GetString());
    }

    [Theory]
    [InlineData("/v1/group", """{"userId":"c-1","anonymousId":"anna","groupId":"g"}""")]
    [InlineData("/v1/g", """{"userId":"c-1","anonymousId":"anna","type":"group","groupId":"g"}""")]
    [InlineData("/v1/alias", """{"userId":"c-1","previousId":"anna"}""")]
    [InlineData("/v1/a", """{"userId":"c-1","previousId":"anna"}""")]
    public async Task Calls_that_nothing_needs_succeed_and_say_so(string path, string body)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, answer) = await server.SendAsync(HttpMethod.Post, path, RunningServer.WriteKey, new StringContent(body));
        var said = JsonDocument.Parse(answer).RootElement;
        Assert.Equal((HttpStatusCode.OK, true, 0), (status, said.GetProperty("success").GetBoolean(), said.GetProperty("accepted").GetInt32()));
        Assert.Equal("unused_method", said.GetProperty("rejected")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_browser_library_sends_text_with_the_key_in_the_body()
    {
        await using var server = await RunningServer.StartAsync();
        using var content = new StringContent(
            $$$"""{"timestamp":"2026-03-02T09:59:59.000Z","integrations":{},"anonymousId":"anna","type":"track","event":"Product Added","properties":{"product_id":"mug","quantity":1},"context":{"page":{"path":"/mug"},"library":{"name":"analytics.js","version":"next"},"timezone":"Europe/Berlin"},"messageId":"ajs-next-1","writeKey":"{{{RunningServer.WriteKey}}}","userId":null,"sentAt":"2026-03-02T10:00:00.000Z","_metadata":{"bundled":[],"unbundled":[],"bundledIds":[]}}""",
            Encoding.UTF8, "text/plain");
        var (status, answer) = await server.SendAsync(HttpMethod.Post, "/v1/t", null, content);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"accepted\":1", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"batch":[""", RunningServer.WriteKey, HttpStatusCode.BadRequest, "invalid_body")]
    [InlineData("""{"batch":[]}""", "nobodys-key", HttpStatusCode.Unauthorized, "unknown_key")]
    [InlineData("""{"batch":[]}""", null, HttpStatusCode.Unauthorized, "missing_key")]
    public async Task What_is_wrong_with_a_request_is_a_problem_as_elsewhere(string body, string? key, HttpStatusCode expected, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, answer) = await server.SendAsync(HttpMethod.Post, "/v1/batch", key, new StringContent(body));
        Assert.Equal((expected, code), (status, JsonDocument.Parse(answer).RootElement.GetProperty("code").GetString()));
    }
}
