using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Server.Tests.Changes;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Server.Tests.Retention;

public sealed class RetentionTests
{
    private static readonly string[] Settings = ["--Recs:Retention:Days=30", "--Recs:ErasureSettle=00:00:00.2"];

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_time_before_the_kept_records_is_gone_and_later_ones_are_told_as_before()
    {
        var first = await OpenAsync();
        var then = Instant.From(Start);
        var second = await LaterAsync(first, 20);
        await second.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7","properties":{"path":"/late"}}""");
        await second.AppliedAsync();
        await using var server = await LaterAsync(second, 35);
        await DroppedAsync(server);

        var (status, problem) = await server.GetAsync($"/v1/visitors/customer-xq7?asOf={then - TimeSpan.FromSeconds(1)}");
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Contains("before_retention", problem, StringComparison.Ordinal);
        Assert.Contains("The earliest time that can be told here is 2026-03-", problem, StringComparison.Ordinal);

        var kept = await server.ProfileAsync("customer-xq7", $"?asOf={then + TimeSpan.FromDays(10)}");
        Assert.Equal((1, 1), (kept.GetProperty("pages").GetInt32(), kept.GetProperty("orders").GetInt32()));
        Assert.Equal(2, (await server.ProfileAsync("customer-xq7", $"?asOf={then + TimeSpan.FromDays(21)}")).GetProperty("pages").GetInt32());
    }

    [Fact]
    public async Task Changes_and_refused_events_go_with_the_records_and_a_cursor_before_them_is_gone()
    {
        var first = await OpenAsync();
        await first.PostEventsAsync("""{"event":"nonsense","anonymousId":"phone-xq7"}""");
        var reader = new FeedReader(first, "limit=1");
        await reader.NextAsync();
        await using var server = await LaterAsync(first, 31);
        await DroppedAsync(server);

        // The changes go right after the records that caused them.
        await EventuallyAsync(server, async () => (await server.GetAsync("/v1/visitor-changes?cursor=" + reader.Last)).Status == HttpStatusCode.Gone, "the cursor is gone");
        Assert.Contains("before_retention", (await server.GetAsync("/v1/visitor-changes?cursor=" + reader.Last)).Body, StringComparison.Ordinal);
        await EventuallyAsync(server, async () => (await server.Services.GetRequiredService<IDeadLetters>().CountAsync(SiteId.Default, TestContext.Current.CancellationToken)).Count == 0, "the dead letter has gone");

        await server.PostEventsAsync("""{"event":"signed_up","userId":"newcomer"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        Assert.Contains(await new FeedReader(server).AllAsync(), c => c.GetProperty("visitor").GetString() == "newcomer");
    }

    [Fact]
    public async Task An_export_says_from_when_on_records_are_held_and_what_those_before_came_to_until_the_visitor_is_erased()
    {
        var first = await OpenAsync();
        Assert.Equal(JsonValueKind.Null, (await ExportAsync(first)).GetProperty("recordsSince").ValueKind);
        await using var server = await LaterAsync(first, 31);
        await DroppedAsync(server);

        var export = await ExportAsync(server);
        Assert.StartsWith("2026-03-02T", export.GetProperty("recordsSince").GetString(), StringComparison.Ordinal);
        Assert.Empty(export.GetProperty("records").EnumerateArray());
        var states = export.GetProperty("checkpointStates").EnumerateArray().ToList();
        Assert.Equal(["customer-xq7", "phone-xq7"], states.Select(s => s.GetProperty("visitorId").GetString()).Order());
        Assert.Equal(19, states.SelectMany(s => s.GetProperty("orders").EnumerateArray()).Single().GetProperty("net").GetDecimal());

        var (_, asked) = await server.SendAsync(HttpMethod.Delete, "/v1/visitors/phone-xq7", RunningServer.SecretKey, null);
        var receipt = JsonDocument.Parse(asked).RootElement.GetProperty("receipt").GetString();
        await EventuallyAsync(server, async () => (await server.GetAsync($"/v1/erasures/{receipt}")).Body.Contains("\"done\"", StringComparison.Ordinal), "the erasure is done");
        Assert.Empty(FilesWith(server, "xq7"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/v1/visitors/customer-xq7/export")).Status);
    }

    [Fact]
    public async Task An_import_that_is_repeated_knows_what_it_has_sent_though_the_records_were_dropped()
    {
        await using var server = await RunningServer.StartAsync(Settings);
        var history = new StringContent("""[{"messageId":"old:1","event":"page_viewed","anonymousId":"ann","timestamp":"2020-05-01T10:00:00Z","properties":{"path":"/"}}]""", Encoding.UTF8);
        var (status, body) = await server.SendAsync(HttpMethod.Post, "/v1/imports?importId=old&part=1", RunningServer.SecretKey, history);
        Assert.True(status == HttpStatusCode.Accepted, body);
        await server.AppliedAsync();
        await using var restarted = await server.RestartAsync(settings: Settings);
        await DroppedAsync(restarted);

        var ids = JsonDocument.Parse((await restarted.GetAsync("/v1/message-ids?prefix=old:")).Body).RootElement.GetProperty("messageIds");
        Assert.Equal(["old:1"], ids.EnumerateArray().Select(i => i.GetString()));
    }

    [Fact]
    public async Task Without_the_option_nothing_is_ever_dropped()
    {
        await using var server = await (await OpenAsync()).RestartAsync(clock: new ManualTime(Start + TimeSpan.FromDays(4_000)));
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"another","properties":{"path":"/"}}""");
        await server.AppliedAsync();
        Assert.Equal(1, (await server.ProfileAsync("customer-xq7", $"?asOf={Instant.From(Start)}")).GetProperty("pages").GetInt32());
        Assert.False(File.Exists(DataFolder.CheckpointFile(Path.GetDirectoryName(server.DatabaseFile)!)));
    }

    // A server of the first day, on which a visitor came, signed in and bought.
    private static async Task<RunningServer> OpenAsync()
    {
        var server = await RunningServer.StartAsync(new ManualTime(Start), Settings);
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone-xq7","properties":{"path":"/1"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone-xq7","userId":"customer-xq7"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        await server.PostEventsAsync("""{"event":"order_completed","userId":"customer-xq7","properties":{"order_id":"o-1","total":19,"currency":"EUR"}}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        return server;
    }

    private static Task<RunningServer> LaterAsync(RunningServer server, int days) => server.RestartAsync(clock: new ManualTime(Start + TimeSpan.FromDays(days)), settings: Settings);

    // Retention runs beside: everything that is old has gone once no record that is old is left.
    private static Task DroppedAsync(RunningServer server) => EventuallyAsync(server, async () =>
    {
        var (log, clock) = (server.Services.GetRequiredService<IEventLog>(), server.Services.GetRequiredService<TimeProvider>());
        var dropped = 0L;
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            dropped += await log.StartAsync(partition, TestContext.Current.CancellationToken);
            var oldest = await log.ReadAsync(partition, 0, 1, TestContext.Current.CancellationToken);
            if (oldest is [var first] && LogRecordCodec.Decode(first.Bytes.Span).LogTime <= Instant.Now(clock) - TimeSpan.FromDays(30)) return false;
        }

        return dropped > 0;
    }, "what is old has gone");

    // A clock that the test moves is moved on a little each time.
    private static async Task EventuallyAsync(RunningServer server, Func<Task<bool>> happened, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await happened())
        {
            Assert.False(patience.IsCancellationRequested, $"{what}: expected within {Patience}, and did not happen.");
            if (server.Services.GetRequiredService<TimeProvider>() is ManualTime clock) clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private static async Task<JsonElement> ExportAsync(RunningServer server)
    {
        var (status, body) = await server.GetAsync("/v1/visitors/customer-xq7/export");
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static List<string> FilesWith(RunningServer server, string text) =>
        [.. Directory.GetFiles(Path.GetDirectoryName(server.DatabaseFile)!).Where(f => !f.EndsWith("recs.lock", StringComparison.Ordinal) && Read(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
