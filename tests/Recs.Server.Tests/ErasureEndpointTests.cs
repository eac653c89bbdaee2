using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Snapshots;
using Recs.Sqlite;

namespace Recs.Server.Tests;

public sealed class ErasureEndpointTests
{
    private const string Settle = "--Recs:ErasureSettle=00:00:00.2";

    [Fact]
    public async Task A_visitor_is_erased_with_every_byte_and_the_receipt_tells_when()
    {
        await using var server = await RunningServer.StartAsync(Settle);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7-0815","properties":{"path":"/1"}}""");
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"someone","properties":{"path":"/1"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone-xq7-0815","userId":"customer-xq7"}""", RunningServer.SecretKey);
        await server.PostEventsAsync("""{"event":"nonsense","anonymousId":"phone-xq7-0815"}""");
        await server.AppliedAsync();
        Assert.NotEmpty(FilesWith(server, "phone-xq7-0815"));

        var asked = await EraseAsync(server, "phone-xq7-0815");
        Assert.Equal("pending", asked.GetProperty("status").GetString());
        var done = await DoneAsync(server, asked.GetProperty("receipt").GetString()!);

        Assert.Equal(2, done.GetProperty("removed").GetProperty("ids").GetInt32());
        Assert.True(done.GetProperty("removed").GetProperty("deadLetters").GetInt32() > 0);
        Assert.DoesNotContain("xq7", done.GetRawText(), StringComparison.Ordinal);
        Assert.All(["phone-xq7-0815", "customer-xq7"], id => Assert.Empty(FilesWith(server, id)));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/v1/visitors/customer-xq7")).Status);
        Assert.Equal(1, (await server.ProfileAsync("someone")).GetProperty("pages").GetInt32());
    }

    [Fact]
    public async Task Lists_made_for_an_erased_visitor_are_gone_with_every_byte()
    {
        await using var server = await RunningServer.StartAsync(Settle);
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent("""[{"id":"a","title":"A"},{"id":"b","title":"B"}]""", Encoding.UTF8));
        await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7-0815","properties":{"path":"/1"}}""");
        await server.AppliedAsync();
        using var list = JsonDocument.Parse((await server.GetAsync("/v1/recommendations?form=popular&limit=1&visitor=phone-xq7-0815")).Body);
        await server.Services.GetRequiredService<ListBuffer>().WriteAsync(TestContext.Current.CancellationToken);
        var path = "/v1/lists/" + list.RootElement.GetProperty("listId").GetString();
        Assert.Contains("phone-xq7-0815", (await server.GetAsync(path)).Body, StringComparison.Ordinal);

        await DoneAsync(server, (await EraseAsync(server, "phone-xq7-0815")).GetProperty("receipt").GetString()!);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await server.GetAsync("/v1/recommendations?cursor=" + list.RootElement.GetProperty("cursor").GetString())).Status);
        Assert.Empty(FilesWith(server, "phone-xq7-0815"));
    }

    [Fact]
    public async Task Events_that_name_an_erased_visitor_are_refused_and_kept_nowhere()
    {
        await using var server = await RunningServer.StartAsync(Settle);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7-0815","properties":{"path":"/1"}}""");
        await DoneAsync(server, (await EraseAsync(server, "phone-xq7-0815")).GetProperty("receipt").GetString()!);

        var (status, body) = await server.PostEventsAsync("""
            [{"event":"page_viewed","anonymousId":"phone-xq7-0815","properties":{"path":"/2"}},
             {"event":"page_viewed","anonymousId":"someone","userId":"phone-xq7-0815","properties":{"path":"/2"}},
             {"event":"no such event","anonymousId":"phone-xq7-0815"},
             {"event":"page_viewed","anonymousId":"someone","properties":{"path":"/2"}}]
            """);
        await server.AppliedAsync();

        var answer = JsonDocument.Parse(body).RootElement;
        Assert.Equal((HttpStatusCode.Accepted, 1), (status, answer.GetProperty("accepted").GetInt32()));
        Assert.Equal(["erased_visitor", "erased_visitor", "unknown_event"], answer.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
        Assert.Empty(FilesWith(server, "phone-xq7-0815"));
    }

    [Fact]
    public async Task Senders_that_never_pause_do_not_keep_an_erasure_from_its_end()
    {
        await using var server = await RunningServer.StartAsync(Settle);
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 3).Select(s => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await server.PostEventsAsync($$$"""{"event":"page_viewed","anonymousId":"target-xq7","properties":{"path":"/{{{i}}}"}}""");
                await server.PostEventsAsync($$$"""{"event":"page_viewed","anonymousId":"other-{{{s}}}","properties":{"path":"/{{{i}}}"}}""");
            }
        })).ToList();
        var done = await DoneAsync(server, (await EraseAsync(server, "target-xq7")).GetProperty("receipt").GetString()!);
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        await server.AppliedAsync();

        Assert.Equal("done", done.GetProperty("status").GetString());
        Assert.Empty(FilesWith(server, "target-xq7"));
    }

    [Theory]
    [InlineData("GET", "/v1/erasures/none", RunningServer.SecretKey, HttpStatusCode.NotFound, "erasure_unknown")]
    [InlineData("GET", "/v1/erasures/none", RunningServer.WriteKey, HttpStatusCode.Forbidden, "wrong_key")]
    [InlineData("DELETE", "/v1/visitors/anna", RunningServer.WriteKey, HttpStatusCode.Forbidden, "wrong_key")]
    [InlineData("DELETE", "/v1/visitors/a%0Ab", RunningServer.SecretKey, HttpStatusCode.BadRequest, "invalid_parameter")]
    public async Task Says_what_is_wrong(string method, string path, string key, HttpStatusCode expected, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.SendAsync(new HttpMethod(method), path, key, null);
        Assert.Equal(expected, status);
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }

    private static async Task<JsonElement> EraseAsync(RunningServer server, string id)
    {
        var (status, body) = await server.SendAsync(HttpMethod.Delete, $"/v1/visitors/{id}", RunningServer.SecretKey, null);
        Assert.True(status == HttpStatusCode.Accepted, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    internal static async Task<JsonElement> DoneAsync(RunningServer server, string receipt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var (_, body) = await server.GetAsync($"/v1/erasures/{receipt}");
            var erasure = JsonDocument.Parse(body).RootElement;
            if (erasure.GetProperty("status").GetString() == "done") return erasure;
            Assert.False(patience.IsCancellationRequested, $"The erasure was to be done within a minute; it is still {body}");
            await Task.Yield();
        }
    }

    private static List<string> FilesWith(RunningServer server, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var folder = server.Services.GetRequiredService<SqliteInstallation>().Folder;
        return [.. Directory.GetFiles(folder).Where(f => !f.EndsWith("recs.lock", StringComparison.Ordinal) && Read(f).AsSpan().IndexOf(bytes) >= 0)];
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
