using System.Net;
using System.Text.Json;
using Recs.Core.Events;
using Recs.Server.Admin.Exports;
using Recs.Server.Tests.Recommender;

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
    public async Task The_lists_shown_to_a_visitor_are_given_whether_anything_else_is_known_or_not()
    {
        await using var server = await TeaShop.OpenAsync(clock: null, "--Recs:ErasureSettle=00:00:00");
        var first = (await TeaShop.ListAsync(server, "form=popular&limit=2&visitor=phone&placement=home")).GetProperty("listId").GetString();
        var shown = Assert.Single(Lists(await ExportAsync(server, "phone")));
        Assert.Equal((first, "phone", "popular", "home"), (Of(shown, "listId"), Of(shown, "visitorId"), Of(shown, "form"), Of(shown, "placement")));
        Assert.Equal(["1 i0 popular", "2 i1 popular"], shown.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("position")} {Of(i, "id")} {Of(i, "reason")}"));

        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"phone","properties":{"product_id":"i3"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"customer-9"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        var second = (await TeaShop.ListAsync(server, "form=for_you&limit=2&visitor=customer-9", RunningServer.SecretKey)).GetProperty("listId").GetString();
        await TeaShop.ListAsync(server, "form=popular&limit=2&visitor=somebody-else");
        Assert.Equal(new[] { first, second }.Order(), Lists(await ExportAsync(server, "customer-9")).Select(l => Of(l, "listId")).Order());

        foreach (var visitor in new[] { "customer-9", "somebody-else" })
        {
            var (_, asked) = await server.SendAsync(HttpMethod.Delete, $"/v1/visitors/{visitor}", RunningServer.SecretKey, null);
            await ErasureEndpointTests.DoneAsync(server, JsonDocument.Parse(asked).RootElement.GetProperty("receipt").GetString()!);
        }

        foreach (var gone in new[] { "phone", "customer-9", "somebody-else" }) Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/v1/visitors/{gone}/export")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/v1/lists/{first}")).Status);
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

    private static JsonElement.ArrayEnumerator Lists(JsonElement export) => export.GetProperty("lists").EnumerateArray();

    private static string? Of(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static JsonElement.ArrayEnumerator States(JsonElement export) => export.GetProperty("states").EnumerateArray();

    private static async Task<JsonElement> ExportAsync(RunningServer server, string id)
    {
        var (status, body) = await server.GetAsync($"/v1/visitors/{id}/export");
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
