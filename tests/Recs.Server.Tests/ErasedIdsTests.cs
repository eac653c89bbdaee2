using System.Globalization;
using System.Net;
using System.Text.Json;
using Recs.Core;
using Recs.Server.Tests.Changes;

namespace Recs.Server.Tests;

/// <summary>What is left of an erased visitor's ids: their hashes.</summary>
public sealed class ErasedIdsTests
{
    private const string Settle = "--Recs:ErasureSettle=00:00:00.2";

    [Fact]
    public async Task The_feed_names_an_erased_visitor_by_the_hash_of_each_id_in_hexadecimal()
    {
        await using var server = await RunningServer.StartAsync(Settle);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7","properties":{"path":"/1"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone-xq7","userId":"größe-xq7"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        var receipt = await EraseAsync(server, "phone-xq7");

        var changes = await new FeedReader(server, "kind=erased").AllAsync();

        string[] hashes = [.. new[] { "phone-xq7", "größe-xq7" }.Select(id => Hash64.Of(id).ToString("x16", CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];
        Assert.Equal(hashes, changes.Select(FeedReader.Visitor).Order(StringComparer.Ordinal));
        Assert.All(changes, c => Assert.Equal(receipt, c.GetProperty("new").GetString()));
        Assert.Equal("ef46db3751d8e999", Hash64.Of("").ToString("x16", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Events_under_erased_ids_are_refused_after_a_restart_too()
    {
        var server = await RunningServer.StartAsync(Settle);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7","properties":{"path":"/1"}}""");
        await EraseAsync(server, "phone-xq7");

        await using var restarted = await server.RestartAsync();
        var (status, body) = await restarted.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7","properties":{"path":"/2"}}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("erased_visitor", JsonDocument.Parse(body).RootElement.GetProperty("rejected")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Many_visitors_are_erased_together_each_with_a_receipt_of_its_own()
    {
        await using var server = await RunningServer.StartAsync(Settle);
        await server.PostEventsAsync("[" + string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"event":"page_viewed","anonymousId":"crowd-{{i}}","properties":{"path":"/1"} }""")) + "]");
        await server.AppliedAsync();

        var asked = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => server.SendAsync(HttpMethod.Delete, $"/v1/visitors/crowd-{i}", RunningServer.SecretKey, null)));

        foreach (var (_, body) in asked)
        {
            var done = await ErasureEndpointTests.DoneAsync(server, JsonDocument.Parse(body).RootElement.GetProperty("receipt").GetString()!);
            Assert.Equal((1, 1), (done.GetProperty("removed").GetProperty("ids").GetInt32(), done.GetProperty("removed").GetProperty("records").GetInt32()));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/v1/visitors/crowd-7")).Status);
    }

    private static async Task<string> EraseAsync(RunningServer server, string id)
    {
        var (_, asked) = await server.SendAsync(HttpMethod.Delete, $"/v1/visitors/{id}", RunningServer.SecretKey, null);
        var receipt = JsonDocument.Parse(asked).RootElement.GetProperty("receipt").GetString()!;
        await ErasureEndpointTests.DoneAsync(server, receipt);
        return receipt;
    }
}
