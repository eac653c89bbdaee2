using System.Net;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.Server.Tests.Changes;

public sealed class ChangeStreamTests
{
    [Fact]
    public async Task Changes_arrive_as_they_are_committed()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = await EventStream.OpenAsync(server);
        await stream.StandsAsync();
        await Crowd.ComeAsync(server, 0, 1);

        Assert.Equal(Crowd.Story[0], await ToldAsync(stream));
        Assert.Equal(Crowd.Story[1], await ToldAsync(stream));
    }

    [Fact]
    public async Task The_kind_is_the_events_name_and_kinds_can_be_chosen()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = await EventStream.OpenAsync(server, "kind=merge");
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"phone","properties":{"path":"/"}}""");
        await server.PostEventsAsync("""{"type":"identify","anonymousId":"phone","userId":"anna"}""", RunningServer.SecretKey);

        Assert.Equal("merge", (await stream.NextAsync())?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_was_cut_goes_on_behind_the_last_id(bool header)
    {
        var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 10);
        var read = new List<string>();
        string? last;
        using (var stream = await EventStream.OpenAsync(server))
        {
            for (var i = 0; i < 7; i++) read.Add(await IdAsync(stream));
            last = stream.LastId;
        }

        await using var restarted = await server.RestartAsync();
        await Crowd.ComeAsync(restarted, 10, 5);
        using (var stream = await EventStream.OpenAsync(restarted, header ? "" : "lastEventId=" + last, header ? last : null))
        {
            while (read.Count < 30) read.Add(await IdAsync(stream));
        }

        Assert.Equal(30, read.Distinct().Count());
        Assert.Equal((await new FeedReader(restarted).AllAsync()).Select(FeedReader.Id).Order(), read.Order());
    }

    [Fact]
    public async Task One_that_was_cut_before_its_first_event_loses_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        string? last;
        using (var stream = await EventStream.OpenAsync(server, "from=now"))
        {
            await stream.StandsAsync();
            last = stream.LastId;
        }

        await Crowd.ComeAsync(server, 0, 1);
        await server.AppliedAsync();
        using var again = await EventStream.OpenAsync(server, "from=now", last);
        Assert.Equal(Crowd.Story[0], await ToldAsync(again));
    }

    [Fact]
    public async Task Two_clients_get_the_same()
    {
        await using var server = await RunningServer.StartAsync();
        using var one = await EventStream.OpenAsync(server);
        using var two = await EventStream.OpenAsync(server);
        await Crowd.ComeAsync(server, 0, 5);

        var (first, second) = (new List<string>(), new List<string>());
        for (var i = 0; i < 10; i++)
        {
            first.Add(await IdAsync(one));
            second.Add(await IdAsync(two));
        }

        Assert.Equal(10, first.Distinct().Count());
        Assert.Equal(first.Order(), second.Order());
    }

    [Fact]
    public async Task Silence_is_broken_every_fifteen_seconds()
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(clock);
        using var stream = await EventStream.OpenAsync(server);
        await stream.StandsAsync();
        var comment = stream.CommentAsync();
        while (!comment.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await comment;
    }

    [Fact]
    public async Task A_timer_reaches_the_stream()
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        var before = await RunningServer.StartAsync(clock);
        await before.PostEventsAsync("""{"event":"cart_added","anonymousId":"anna","properties":{"product_id":"mug"}}""");
        await before.AppliedAsync();
        await using var server = await before.RestartAsync(clock: clock = new ManualTime(clock.GetUtcNow() + TimeSpan.FromMinutes(29)));
        using var stream = await EventStream.OpenAsync(server);
        await stream.StandsAsync();
        var told = ToldAsync(stream);
        while (!told.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await server.GetAsync("/health/live");
        }

        Assert.Equal("cart_abandoned  → abandoned by timer", await told);
    }

    [Fact]
    public async Task A_site_has_so_many_streams_and_one_that_closes_makes_room()
    {
        await using var server = await RunningServer.StartAsync("--Recs:MaxChangeStreams=1");
        using (var stream = await EventStream.OpenAsync(server))
        {
            await stream.StandsAsync();
            using var refused = await server.OpenAsync("/v1/visitor-changes/stream");
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Contains("too_many_streams", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        // The server hears of the closed connection a little later.
        await OpenAgainAsync(server);
    }

    [Fact]
    public async Task Streams_end_when_the_server_stops()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = await EventStream.OpenAsync(server);
        await stream.StandsAsync();
        var end = stream.NextAsync();
        await server.StopAsync();

        Assert.Null(await end);
    }

    private static async Task OpenAgainAsync(RunningServer server)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(60))
        {
            using var response = await server.OpenAsync("/v1/visitor-changes/stream");
            if (response.StatusCode == HttpStatusCode.OK) return;
        }

        Assert.Fail("A stream that was closed keeps its place: no other could be opened for a minute.");
    }

    private static async Task<string> ToldAsync(EventStream stream) => FeedReader.Told(await ChangeAsync(stream));

    private static async Task<string> IdAsync(EventStream stream) => FeedReader.Id(await ChangeAsync(stream));

    private static async Task<JsonElement> ChangeAsync(EventStream stream)
    {
        var next = await stream.NextAsync() ?? throw new InvalidOperationException("The stream ended where a change was expected.");
        return JsonDocument.Parse(next.Data).RootElement;
    }
}
