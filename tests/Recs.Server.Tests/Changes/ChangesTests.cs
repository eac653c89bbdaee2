using System.Net;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.Server.Tests.Changes;

public sealed class ChangesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Changes_come_in_order_with_what_was_what_is_and_why()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"anna"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        await server.PostEventsAsync("""{"event":"order_completed","userId":"anna","properties":{"order_id":"o1","total":10,"currency":"EUR"}}""", RunningServer.SecretKey);
        await server.AppliedAsync();

        var changes = (await new FeedReader(server).AllAsync()).Where(c => FeedReader.Visitor(c) == "anna").ToList();

        Assert.Equal(
            ["merge phone → anna by merge", "stage FirstVisit → Prospect by merge", "stage Prospect → Customer by order_completed"],
            changes.Select(FeedReader.Told));
        Assert.All(changes, c => Assert.True(c.GetProperty("due").GetDateTimeOffset() > DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Reading_on_gives_each_change_once_while_owners_commit()
    {
        await using var server = await RunningServer.StartAsync();
        var coming = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Crowd.ComeAsync(server, n * 25, 25)));
        var (reader, read) = (new FeedReader(server, "limit=7"), new List<JsonElement>());
        while (read.Count < 200) read.AddRange((await reader.NextAsync("wait=30")).Changes);
        await coming;
        await server.AppliedAsync();

        Assert.Empty((await reader.NextAsync()).Changes);
        Assert.Equal(200, read.Select(FeedReader.Id).Distinct().Count());
        Assert.Equal(100, read.GroupBy(FeedReader.Visitor).Count());
        Assert.All(read.GroupBy(FeedReader.Visitor), own => Assert.Equal(Crowd.Story, own.Select(FeedReader.Told)));
    }

    [Fact]
    public async Task Two_consumers_get_the_same_changes_under_the_same_ids()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 20);
        await server.AppliedAsync();

        var first = await new FeedReader(server, "limit=3").AllAsync();
        var second = await new FeedReader(server, "limit=1000").AllAsync();

        Assert.Equal(40, first.Count);
        Assert.Equal(first.Select(c => c.GetRawText()).Order(), second.Select(c => c.GetRawText()).Order());
    }

    [Fact]
    public async Task A_page_that_was_lost_comes_again_with_the_cursor_before_it()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 5);
        await server.AppliedAsync();
        var reader = new FeedReader(server, "limit=4");
        await reader.NextAsync();
        var place = reader.Last;

        var lost = (await reader.NextAsync()).Changes.Select(FeedReader.Id);
        var again = (await new FeedReader(server, "limit=4") { Cursor = place }.NextAsync()).Changes.Select(FeedReader.Id);

        Assert.Equal(lost, again);
    }

    [Fact]
    public async Task A_cursor_goes_on_after_a_restart()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 10);
        await server.AppliedAsync();
        var before = new FeedReader(server, "limit=7");
        var read = (await before.NextAsync()).Changes;

        await using var restarted = await server.RestartAsync();
        await Crowd.ComeAsync(restarted, 10, 10);
        await restarted.AppliedAsync();
        read.AddRange(await new FeedReader(restarted, "limit=7") { Cursor = before.Last }.AllAsync());

        Assert.Equal(40, read.Count);
        Assert.Equal(40, read.Select(FeedReader.Id).Distinct().Count());
        Assert.All(read.GroupBy(FeedReader.Visitor), own => Assert.Equal(Crowd.Story, own.Select(FeedReader.Told)));
    }

    [Fact]
    public async Task From_now_on_leaves_out_what_was()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 3);
        await server.AppliedAsync();
        var reader = new FeedReader(server, "from=now");
        Assert.Empty((await reader.NextAsync()).Changes);

        await Crowd.ComeAsync(server, 3, 1);
        await server.AppliedAsync();

        Assert.All(await reader.AllAsync(), c => Assert.Equal("c3", FeedReader.Visitor(c)));
    }

    [Fact]
    public async Task Kinds_can_be_chosen()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"anna"}""", RunningServer.SecretKey);
        await server.AppliedAsync();

        Assert.Equal(["merge"], (await new FeedReader(server, "kind=merge").AllAsync()).Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal(["merge", "stage"], (await new FeedReader(server, "kind=merge,stage").AllAsync()).Select(c => c.GetProperty("kind").GetString()).Distinct().Order());
        Assert.Empty(await new FeedReader(server, "kind=cart_abandoned").AllAsync());
    }

    [Fact]
    public async Task Timers_bring_changes_though_no_event_arrives()
    {
        var start = DateTimeOffset.UtcNow;
        var server = await RunningServer.StartAsync(new ManualTime(start));
        await server.PostEventsAsync("""{"event":"cart_added","anonymousId":"anna","properties":{"product_id":"mug"}}""");
        await server.AppliedAsync();

        // Time passes between two starts, so that nothing else has to happen in it.
        await using var evening = await server.RestartAsync(clock: new ManualTime(start + TimeSpan.FromMinutes(31)));
        var reader = new FeedReader(evening);
        var abandoned = Assert.Single((await reader.NextAsync("wait=60").WaitAsync(Patience, TestContext.Current.CancellationToken)).Changes);
        await using var later = await evening.RestartAsync(clock: new ManualTime(start + TimeSpan.FromDays(15)));
        var cooled = Assert.Single((await new FeedReader(later) { Cursor = reader.Last }.NextAsync("wait=60").WaitAsync(Patience, TestContext.Current.CancellationToken)).Changes);

        Assert.Equal("cart_abandoned  → abandoned by timer", FeedReader.Told(abandoned));
        Assert.Equal("activity Active → CoolingDown by timer", FeedReader.Told(cooled));
        Assert.Equal((start + TimeSpan.FromMinutes(30)).ToUnixTimeMilliseconds(), abandoned.GetProperty("due").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal((start + TimeSpan.FromDays(14)).ToUnixTimeMilliseconds(), cooled.GetProperty("due").GetDateTimeOffset().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Waiting_in_vain_ends_with_an_empty_page_that_can_be_read_on_from()
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(clock);
        var reader = new FeedReader(server);
        var waiting = reader.NextAsync("wait=20");
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Empty((await waiting).Changes);
        await Crowd.ComeAsync(server, 0, 1);
        await server.AppliedAsync();
        Assert.Equal(2, (await reader.AllAsync()).Count);
    }

    [Fact]
    public async Task Sites_do_not_see_each_others_changes()
    {
        await using var server = await RunningServer.StartAsync(
            "--Recs:Sites:default:WriteKeys:0=dev-write-key", "--Recs:Sites:default:SecretKeys:0=dev-secret-key",
            "--Recs:Sites:other:WriteKeys:0=other-write-key", "--Recs:Sites:other:SecretKeys:0=other-secret-key");
        await Crowd.ComeAsync(server, 0, 8);
        await server.PostEventsAsync("""{"event":"signed_up","userId":"stranger"}""", "other-secret-key");
        await server.AppliedAsync();

        var (_, body) = await server.GetAsync("/v1/visitor-changes", "other-secret-key");
        var page = JsonDocument.Parse(body).RootElement;
        Assert.Equal("stranger", FeedReader.Visitor(Assert.Single(page.GetProperty("changes").EnumerateArray())));
        Assert.DoesNotContain("stranger", (await new FeedReader(server).AllAsync()).Select(FeedReader.Visitor));

        var (status, problem) = await server.GetAsync("/v1/visitor-changes?cursor=" + page.GetProperty("cursor").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_cursor", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_changes_that_were_dropped_with_age_is_gone_and_the_feed_begins_with_what_is_kept()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 10);
        await server.AppliedAsync();
        var reader = new FeedReader(server, "limit=1");
        await reader.NextAsync();

        await using var restarted = await server.RestartAsync(OldChanges.Drop);
        foreach (var path in new[] { "/v1/visitor-changes?cursor=", "/v1/visitor-changes/stream?lastEventId=" })
        {
            var (status, problem) = await restarted.GetAsync(path + reader.Last);
            Assert.Equal(HttpStatusCode.Gone, status);
            Assert.Contains("before_retention", problem, StringComparison.Ordinal);
        }

        var kept = await new FeedReader(restarted).AllAsync();
        Assert.InRange(kept.Count, 1, 4);
    }

    [Theory]
    [InlineData("cursor=AAAA", "invalid_cursor")]
    [InlineData("cursor=not%20base64", "invalid_cursor")]
    [InlineData("cursor=AQ", "invalid_cursor")]
    [InlineData("limit=0", "invalid_parameter")]
    [InlineData("limit=1001", "invalid_parameter")]
    [InlineData("wait=61", "invalid_parameter")]
    [InlineData("wait=-1", "invalid_parameter")]
    [InlineData("kind=stage,birthday", "invalid_parameter")]
    [InlineData("from=yesterday", "invalid_parameter")]
    public async Task A_wrong_question_is_answered_with_what_was_expected(string query, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, body) = await server.GetAsync("/v1/visitor-changes?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(code, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_letter_changed_in_a_cursor_is_noticed()
    {
        await using var server = await RunningServer.StartAsync();
        var reader = new FeedReader(server);
        await reader.NextAsync();
        var cursor = reader.Last!;
        for (var i = 0; i < cursor.Length; i++)
        {
            var damaged = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync("/v1/visitor-changes?cursor=" + damaged)).Status);
        }
    }

    [Fact]
    public async Task Only_the_secret_key_reads_changes()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in new[] { "/v1/visitor-changes", "/v1/visitor-changes/stream" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync(path, key: null)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(path, RunningServer.WriteKey)).Status);
        }
    }

    [Fact]
    public async Task A_page_that_waits_is_answered_when_a_change_is_committed()
    {
        await using var server = await RunningServer.StartAsync();
        var reader = new FeedReader(server, "from=now");
        await reader.NextAsync();
        var waiting = reader.NextAsync("wait=60");
        await Crowd.ComeAsync(server, 0, 1);

        Assert.NotEmpty((await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken)).Changes);
    }
}
