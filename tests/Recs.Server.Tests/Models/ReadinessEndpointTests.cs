using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Streaming;
using Recs.Models.Readiness;
using Recs.Models.Serving;
using Recs.Server.Models;

namespace Recs.Server.Tests.Models;

/// <summary><c>GET /v1/readiness</c>: what a real sender's faults come to, and that reading on is as good as reading anew.</summary>
public sealed class ReadinessEndpointTests
{
    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_of_senders_are_found_each_with_its_first_case()
    {
        await using var server = await RunningServer.StartAsync();
        await PutAsync(server, """{"id":"mug","title":"Mug","category":"Home","price":9,"currency":"EUR"}""");
        var list = JsonDocument.Parse((await server.GetAsync("/v1/recommendations?form=popular", RunningServer.WriteKey)).Body).RootElement.GetProperty("listId").GetString();
        await SendAsync(server, View("right", "mug"));
        await SendAsync(server, """{"event":"recommendation_viewed","messageId":"seen","anonymousId":"anna","properties":{"list_id":"LIST","products":[{"product_id":"mug"}]}}""".Replace("LIST", list, StringComparison.Ordinal));
        await SendAsync(server, """{"event":"recommendation_clicked","messageId":"click","anonymousId":"anna","properties":{"list_id":"LIST","product_id":"mug","position":1}}""".Replace("LIST", list, StringComparison.Ordinal));
        await SendAsync(server, """{"event":"recommendation_clicked","messageId":"orphan","anonymousId":"anna","properties":{"list_id":"made-up","product_id":"mug","position":1}}""");
        await SendAsync(server, View("unknown", "jug"));
        await SendAsync(server, """{"event":"product_viewed","messageId":"old","anonymousId":"anna","timestamp":"2001-01-01T00:00:00Z","properties":{"product_id":"mug"}}""");
        await SendAsync(server, View("right", "mug"));
        await SendAsync(server, """{"event":"order_completed","messageId":"order","anonymousId":"anna","properties":{"order_id":"o1","currency":"EUR","total":90,"products":[{"product_id":"mug","price":9,"quantity":1}]}}""");
        using var crawled = await server.SendRawAsync(
            HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(View("crawler", "mug"), Encoding.UTF8, "application/json"), ("User-Agent", Googlebot));
        Assert.Equal(HttpStatusCode.Accepted, crawled.StatusCode);

        var report = await ReadAsync(server);
        Assert.Equal((9, true), (report.GetProperty("events").GetInt64(), report.GetProperty("complete").GetBoolean()));
        string[] found = [.. report.GetProperty("checks").EnumerateArray().Select(c => $"{c.GetProperty("check")} {c.GetProperty("count")} {(c.GetProperty("first") is { ValueKind: JsonValueKind.Object } first ? first.GetProperty("messageId") : "-")}")];
        Assert.Equal(
            [
                "orphan_clicks 1 orphan", "unknown_items 1 unknown", "clamped_times 1 old", "duplicates 1 right", "bots 1 crawler", "order_totals 1 order",
                "missing_prices 1 unknown", "missing_categories 1 unknown",
            ],
            found);
    }

    [Fact]
    public async Task A_report_that_went_on_from_the_last_one_is_as_one_made_anew_from_the_whole_log()
    {
        await using var server = await RunningServer.StartAsync();
        await PutAsync(server, """{"id":"mug","title":"Mug","category":"Home","price":9,"currency":"EUR"}""");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 10; i++) await SendAsync(server, View($"m{(round * 10) + i - (i == 9 ? 1 : 0)}", i % 3 == 0 ? "jug" : "mug", $"v{i % 4}"));
            await server.AppliedAsync();
            Assert.Equal(await AnewAsync(server), await TextAsync(server));
        }

        await PutAsync(server, """{"id":"jug","title":"Jug","category":"Home","price":9,"currency":"EUR"}""");
        Assert.Equal(await AnewAsync(server), await TextAsync(server));
    }

    [Fact]
    public async Task What_a_published_model_serves_is_told_and_after_the_way_back_it_is_not()
    {
        await using var server = await ModelShop.OpenAsync();
        Assert.NotEqual("trained_model", await ServesAsync(server, "for_you"));
        await ModelShop.PublishAsync(server, "a");
        Assert.Equal("trained_model", await ServesAsync(server, "for_you"));
        await ModelShop.PostAsync(server, "/v1/models:rollback", "{}");
        Assert.NotEqual("trained_model", await ServesAsync(server, "for_you"));
    }

    [Fact]
    public async Task A_long_log_is_answered_for_before_it_is_read_and_the_answer_says_so()
    {
        HeldReads? held = null;
        await using var server = await RunningServer.StartAsync(_ => { }, services =>
        {
            services.AddSingleton(s => new ReadinessDesk(
                held = new HeldReads(s.GetRequiredService<IEventLog>()), s.GetRequiredService<ICatalogStore>(), s.GetRequiredService<ModelBooks>(),
                s.GetRequiredService<TimeProvider>(), s.GetRequiredService<IHostApplicationLifetime>()));
        });
        await SendAsync(server, View("m1", "mug"));
        var before = await ReadAsync(server);
        Assert.Equal((false, 0), (before.GetProperty("complete").GetBoolean(), before.GetProperty("events").GetInt64()));
        Assert.True(before.GetProperty("behind").GetInt64() > 0);
        held!.Release();
        var after = await UntilAsync(server, r => r.GetProperty("complete").GetBoolean());
        Assert.Equal(1, after.GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task It_is_for_the_secret_key() =>
        await UsingAsync(async server => Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/v1/readiness", RunningServer.WriteKey)).Status));

    private static async Task UsingAsync(Func<RunningServer, Task> act)
    {
        await using var server = await RunningServer.StartAsync();
        await act(server);
    }

    private static string View(string messageId, string item, string visitor = "anna") =>
        $$$"""{"event":"product_viewed","messageId":"{{{messageId}}}","anonymousId":"{{{visitor}}}","properties":{"product_id":"{{{item}}}"}}""";

    private static async Task SendAsync(RunningServer server, string body)
    {
        var (status, answer) = await server.PostEventsAsync(body);
        Assert.True(status == HttpStatusCode.Accepted && answer.Contains("\"rejected\":[]", StringComparison.Ordinal), answer);
    }

    private static async Task PutAsync(RunningServer server, string item)
    {
        var (status, body) = await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent($"[{item}]", Encoding.UTF8));
        Assert.True(status == HttpStatusCode.OK, body);
    }

    private static async Task<string> TextAsync(RunningServer server)
    {
        var (status, body) = await server.GetAsync("/v1/readiness");
        Assert.True(status == HttpStatusCode.OK, body);
        return body;
    }

    private static async Task<JsonElement> ReadAsync(RunningServer server) => JsonDocument.Parse(await TextAsync(server)).RootElement;

    private static async Task<JsonElement> UntilAsync(RunningServer server, Func<JsonElement, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var report = await ReadAsync(server);
            if (holds(report)) return report;
        }
    }

    private static async Task<string?> ServesAsync(RunningServer server, string form) =>
        (await ReadAsync(server)).GetProperty("forms").EnumerateArray().Single(f => f.GetProperty("form").GetString() == form).GetProperty("serves").GetString();

    private static async Task<string> AnewAsync(RunningServer server)
    {
        using var reader = new ReadinessReader(server.Services.GetRequiredService<IEventLog>(), server.Services.GetRequiredService<ICatalogStore>(), SiteId.Default);
        await reader.ReadOnAsync(null, Cancel);
        return JsonSerializer.Serialize(await reader.ReportAsync(null, complete: true, Cancel), ReadinessJson.Readable.ReadinessReport);
    }

    /// <summary>A log that gives no record away until it is released.</summary>
    private sealed class HeldReads(IEventLog inner) : IEventLog
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Partitions => inner.Partitions;

        public void Release() => _released.TrySetResult();

        public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => inner.AppendAsync(records, cancel);

        public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => inner.ReplaceAsync(partition, records, cancel);

        public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => inner.DropAsync(partition, before, most, cancel);

        public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => inner.StartAsync(partition, cancel);

        public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
        {
            await _released.Task.WaitAsync(cancel);
            return await inner.ReadAsync(partition, fromOffset, maxRecords, cancel);
        }

        public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => inner.EndAsync(partition, cancel);

        public Task WaitAsync(int partition, long offset, CancellationToken cancel) => inner.WaitAsync(partition, offset, cancel);
    }
}
