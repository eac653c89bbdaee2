using System.Net;
using System.Text;
using System.Text.Json;

namespace Recs.Server.Tests;

public sealed class ItemEndpointTests
{
    private const string Items = """{"items":[{"id":"mug","title":"Blue mug","category":"Home > Mugs","price":9.5,"currency":"EUR"},{"title":"no id"}]}""";

    [Fact]
    public async Task Keeps_good_items_and_rejects_bad_ones_by_themselves()
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await PutAsync(server, RunningServer.SecretKey);
        var answer = JsonDocument.Parse(body).RootElement;
        Assert.Equal((HttpStatusCode.OK, 1), (status, answer.GetProperty("accepted").GetInt32()));
        Assert.Equal(1, answer.GetProperty("rejected")[0].GetProperty("index").GetInt32());
    }

    [Fact]
    public async Task The_catalogue_completes_what_an_event_leaves_out()
    {
        await using var server = await RunningServer.StartAsync();
        await PutAsync(server, RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""");
        await server.AppliedAsync();
        var profile = await server.ProfileAsync("anna");
        Assert.True(profile.GetProperty("categories").TryGetProperty("Home > Mugs", out _));
        Assert.Equal(1, profile.GetProperty("priceBand").GetProperty("Home").GetProperty("prices").GetInt32());
    }

    [Fact]
    public async Task Needs_the_secret_key()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(server, RunningServer.WriteKey)).Status);
    }

    private static Task<(HttpStatusCode Status, string Body)> PutAsync(RunningServer server, string key) =>
        server.SendAsync(HttpMethod.Put, "/v1/items", key, new StringContent(Items, Encoding.UTF8, "application/json"));
}
