using System.Net;
using System.Text.Json;
using Recs.Core.Events;
using Recs.Server.Admin.Exports;

namespace Recs.Server.Tests;

public sealed class ExportEndpointTests
{
    [Fact]
    public async Task Everything_held_under_any_id_of_the_visitor_is_given()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/before"}}""");
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"stranger","properties":{"path":"/strange"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"customer-9","traits":{"age":41}}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        await server.PostEventsAsync("""{"event":"order_completed","userId":"customer-9","properties":{"order_id":"o9","total":12.5,"currency":"EUR","products":[{"product_id":"mug","price":12.5}]}}""", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"nonsense","anonymousId":"phone"}""");
        await server.AppliedAsync();

        foreach (var id in new[] { "phone", "customer-9" })
        {
            var export = await ExportAsync(server, id);
            Assert.Equal("customer-9", export.GetProperty("visitorId").GetString());
            Assert.Equal(["customer-9", "phone"], export.GetProperty("ids").EnumerateArray().Select(i => i.GetString()).Order());
            Assert.Equal("41", export.GetProperty("profile").GetProperty("traits").GetProperty("age").GetString());
            Assert.Equal(12.5m, Assert.Single(States(export).SelectMany(s => s.GetProperty("orders").EnumerateArray())).GetProperty("net").GetDecimal());
            Assert.Equal(["customer-9"], States(export).Select(s => s.GetProperty("handedOverTo").GetString()).OfType<string>());
            Assert.Equal("phone", export.GetProperty("aliases")[0].GetProperty("alias").GetString());
            Assert.Contains(export.GetProperty("changes").EnumerateArray(), c => c.GetProperty("kind").GetString() == "Merge");
            var records = export.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("event").GetString()).Order();
            Assert.Equal(["identified", "merge", "order_completed", "page_viewed"], records);
            Assert.Equal("unknown_event", Assert.Single(export.GetProperty("deadLetters").EnumerateArray()).GetProperty("code").GetString());
            Assert.DoesNotContain("strange", export.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_an_erasure_nothing_is_held()
    {
        await using var server = await RunningServer.StartAsync("--Recs:ErasureSettle=00:00:00");
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/1"}}""");
        await server.AppliedAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/v1/visitors/phone/export")).Status);
        var (_, asked) = await server.SendAsync(HttpMethod.Delete, "/v1/visitors/phone", RunningServer.SecretKey, null);
        await ErasureEndpointTests.DoneAsync(server, JsonDocument.Parse(asked).RootElement.GetProperty("receipt").GetString()!);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/v1/visitors/phone/export")).Status);
    }

    [Fact]
    public async Task Needs_the_secret_key()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/v1/visitors/phone/export", RunningServer.WriteKey)).Status);
    }

    [Fact]
    public void Every_event_has_a_readable_form()
    {
        var events = typeof(VisitorEvent).Assembly.GetTypes().Where(t => t.IsSealed && t.IsSubclassOf(typeof(VisitorEvent))).ToList();
        Assert.All(events, t => Assert.True(ExportJson.Readable.GetTypeInfo(t) is not null, $"{t.Name} has no JSON."));
        Assert.True(events.Count > 30);
    }

    private static JsonElement.ArrayEnumerator States(JsonElement export) => export.GetProperty("states").EnumerateArray();

    private static async Task<JsonElement> ExportAsync(RunningServer server, string id)
    {
        var (status, body) = await server.GetAsync($"/v1/visitors/{id}/export");
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
