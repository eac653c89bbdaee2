using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;

namespace Recs.Server.Tests.Imports;

public sealed class ImportTests
{
    private const string Orders =
        """
        {"batch":[
          {"messageId":"h1","event":"order_completed","userId":"anna","timestamp":"2024-05-01T10:00:00Z","properties":{"order_id":"o1","total":10,"currency":"GBP"}},
          {"event":"order_completed","userId":"ben","timestamp":"2024-05-02T10:00:00Z","properties":{"order_id":"o2","total":20,"currency":"GBP"}},
          {"event":"no_such_event","userId":"ben","timestamp":"2024-05-02T10:00:00Z"}]}
        """;

    private static readonly string OtherOrders = Orders.Replace("\"order_id\":\"o", "\"order_id\":\"p", StringComparison.Ordinal).Replace("h1", "h2", StringComparison.Ordinal);

    [Fact]
    public async Task A_part_is_taken_as_history_and_each_event_answered_for()
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await PostAsync(server, "importId=old&part=1", Orders);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var answer = JsonDocument.Parse(body).RootElement;
        Assert.Equal(("old", 1, 2, 1), (answer.GetProperty("importId").GetString(), Number(answer, "part"), Number(answer, "accepted"), Number(answer, "rejectedCount")));
        Assert.Equal("unknown_event", answer.GetProperty("rejected")[0].GetProperty("code").GetString());

        await server.AppliedAsync();
        var profile = await server.ProfileAsync("anna");
        Assert.Equal("Customer", profile.GetProperty("stage").GetString());
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero), profile.GetProperty("lastSeen").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_repeated_part_changes_nothing_and_gets_the_same_answer()
    {
        await using var server = await RunningServer.StartAsync();
        var first = await PostAsync(server, "importId=old&part=1", Orders);
        var before = await RecordsAsync(server);
        var again = await PostAsync(server, "importId=old&part=1", Orders);

        Assert.Equal(first, again);
        Assert.Equal(before.Count, (await RecordsAsync(server)).Count);
    }

    [Fact]
    public async Task A_part_sent_many_times_at_once_counts_once()
    {
        await using var server = await RunningServer.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(server, "importId=old&part=1", Orders)));

        Assert.Single(answers.Distinct());
        Assert.Equal(2, (await RecordsAsync(server)).Count);
    }

    [Fact]
    public async Task A_part_is_remembered_over_a_restart()
    {
        var server = await RunningServer.StartAsync();
        var first = await PostAsync(server, "importId=old&part=1", Orders);
        await using var restarted = await server.RestartAsync();

        Assert.Equal(first, await PostAsync(restarted, "importId=old&part=1", Orders));
        Assert.Equal(2, (await RecordsAsync(restarted)).Count);
    }

    [Fact]
    public async Task Another_body_under_the_same_number_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        await PostAsync(server, "importId=old&part=1", Orders);
        var (status, body) = await PostAsync(server, "importId=old&part=1", Orders.Replace("h1", "h9", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("part_differs", body, StringComparison.Ordinal);
        Assert.Equal(2, (await RecordsAsync(server)).Count);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_not_remembered()
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await PostAsync(server, "importId=old&part=1", "{\"batch\":[");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_body", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(server, "importId=old&part=1", Orders)).Status);
    }

    [Fact]
    public async Task An_event_without_a_message_id_gets_one_that_names_its_place()
    {
        await using var server = await RunningServer.StartAsync();
        await PostAsync(server, "importId=old&part=3", Orders);

        Assert.Equal(["h1", "old:3:1"], (await RecordsAsync(server)).Select(r => r.Event.Header.MessageId).Order());
    }

    [Fact]
    public async Task An_import_lists_its_parts_and_what_came_of_them()
    {
        await using var server = await RunningServer.StartAsync();
        await PostAsync(server, "importId=old&part=2", Orders);
        await PostAsync(server, "importId=old&part=1", OtherOrders);

        var import = JsonDocument.Parse((await server.GetAsync("/v1/imports/old")).Body).RootElement;
        Assert.Equal((4, 2), (Number(import, "accepted"), Number(import, "rejectedCount")));
        Assert.Equal([1, 2], import.GetProperty("parts").EnumerateArray().Select(p => Number(p, "part")));

        var (status, body) = await server.GetAsync("/v1/imports/new");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("import_unknown", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_site_takes_the_imports_time_zone_and_currency_and_a_living_one_keeps_its_own()
    {
        await using var server = await RunningServer.StartAsync();
        await PostAsync(server, "importId=old&part=1&timeZone=Europe/London&baseCurrency=GBP", Orders);
        await server.AppliedAsync();
        Assert.Equal(("Europe/London", "GBP"), await OptionsAsync(server));

        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/"}}""");
        await server.AppliedAsync();
        await PostAsync(server, "importId=old&part=2&timeZone=Europe/Paris&baseCurrency=EUR", OtherOrders);
        await server.AppliedAsync();
        Assert.Equal(("Europe/London", "GBP"), await OptionsAsync(server));
    }

    [Fact]
    public async Task History_of_a_living_site_starts_no_session_no_timer_and_no_change_in_the_past()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"somebody","properties":{"path":"/"}}""");
        await server.AppliedAsync();
        var before = DateTimeOffset.UtcNow - TimeSpan.FromMinutes(5);
        var people = string.Join(',', Enumerable.Range(0, 12).Select(i =>
            $$$"""
            {"event":"cart_added","userId":"c{{{i}}}","timestamp":"2024-05-01T10:00:00Z","properties":{"product_id":"mug"}},
            {"event":"order_completed","userId":"b{{{i}}}","timestamp":"2024-05-03T10:00:00Z","properties":{"order_id":"o{{{i}}}","total":5,"currency":"EUR"}}
            """));
        await PostAsync(server, "importId=old&part=1", $"[{people}]");
        await server.AppliedAsync();

        for (var i = 0; i < 12; i++)
        {
            var buyer = await server.ProfileAsync($"b{i}");
            Assert.Equal((0, 1, "Customer", "Lapsed"), (Number(buyer, "sessions"), Number(buyer, "orders"), buyer.GetProperty("stage").GetString(), buyer.GetProperty("activity").GetString()));
        }

        var changes = JsonDocument.Parse((await server.GetAsync("/v1/visitor-changes?limit=1000")).Body).RootElement.GetProperty("changes");
        Assert.All(changes.EnumerateArray(), c => Assert.True(c.GetProperty("due").GetDateTimeOffset() > before, c.GetRawText()));
        Assert.DoesNotContain(changes.EnumerateArray(), c => c.GetProperty("kind").GetString() == "cart_abandoned");
    }

    [Fact]
    public async Task Totals_add_up_over_visitors_and_orders_without_one()
    {
        await using var server = await RunningServer.StartAsync();
        await PostAsync(server, "importId=old&part=1", Orders);
        await PostAsync(server, "importId=old&part=2",
            """
            [{"event":"order_completed","timestamp":"2024-05-03T10:00:00Z","properties":{"order_id":"o3","total":5,"currency":"EUR"}},
             {"event":"order_refunded","userId":"ben","timestamp":"2024-05-04T10:00:00Z","properties":{"order_id":"o2","total":4.5,"currency":"GBP"}}]
            """);
        var progress = JsonDocument.Parse((await server.GetAsync("/v1/progress?wait=30")).Body).RootElement;
        Assert.Equal(0, Number(progress, "waiting"));

        var totals = JsonDocument.Parse((await server.GetAsync("/v1/totals")).Body).RootElement;
        Assert.Equal((3, 1), (Number(totals, "orders"), Number(totals, "refunds")));
        Assert.Equal((25.5m, 5m), (totals.GetProperty("netSpent").GetProperty("GBP").GetDecimal(), totals.GetProperty("netSpent").GetProperty("EUR").GetDecimal()));
        Assert.Equal(2, Number(totals.GetProperty("stages"), "Customer"));
    }

    [Fact]
    public async Task Message_ids_that_are_held_are_told_apart_from_other_events()
    {
        await using var server = await RunningServer.StartAsync();
        await PostAsync(server, "importId=old&part=1", Orders);
        var held = JsonDocument.Parse((await server.GetAsync("/v1/message-ids?prefix=h")).Body).RootElement;

        Assert.Equal(["h1"], held.GetProperty("messageIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal((1, "default", false), (Number(held, "others"), held.GetProperty("site").GetString(), held.GetProperty("living").GetBoolean()));
    }

    [Theory]
    [InlineData("part=1")]
    [InlineData("importId=old")]
    [InlineData("importId=old&part=0")]
    [InlineData("importId=old&part=1000001")]
    [InlineData("importId=o%20ld&part=1")]
    [InlineData("importId=old&part=1&timeZone=Middle/Earth")]
    [InlineData("importId=old&part=1&baseCurrency=pounds")]
    public async Task A_wrong_parameter_is_named(string query)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await PostAsync(server, query, Orders);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_parameter", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_secret_key_brings_and_reads_history()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(server, "importId=old&part=1", Orders, RunningServer.WriteKey)).Status);
        foreach (var path in new[] { "/v1/imports/old", "/v1/totals", "/v1/progress", "/v1/message-ids?prefix=h" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync(path, key: null)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(path, RunningServer.WriteKey)).Status);
        }
    }

    [Theory]
    [InlineData("/v1/progress?wait=31")]
    [InlineData("/v1/message-ids")]
    public async Task A_wrong_question_is_named(string path)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_parameter", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_over_the_limit_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await PostAsync(server, "importId=old&part=1", new string(' ', (16 * 1024 * 1024) + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("too_large", body, StringComparison.Ordinal);
    }

    private static Task<(HttpStatusCode Status, string Body)> PostAsync(RunningServer server, string query, string body, string key = RunningServer.SecretKey) =>
        server.SendAsync(HttpMethod.Post, "/v1/imports?" + query, key, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<List<LogRecord>> RecordsAsync(RunningServer server)
    {
        var log = new SiteLog(server.Services.GetRequiredService<IEventLog>(), server.Services.GetRequiredService<ICheckpoints>(), SiteId.Default);
        return await log.ReadAsync(TestContext.Current.CancellationToken).Where(r => r.Event is not (OptionsChanged or Tick)).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(string TimeZone, string Currency)> OptionsAsync(RunningServer server)
    {
        var (_, options, _) = await SiteLife.ReadAsync(server.Services.GetRequiredService<IVisitorReader>(), SiteId.Default, 4, TestContext.Current.CancellationToken);
        return (options.TimeZone, options.BaseCurrency);
    }

    private static int Number(JsonElement at, string name) => at.GetProperty(name).GetInt32();
}
