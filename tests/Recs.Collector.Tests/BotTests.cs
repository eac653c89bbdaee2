using Recs.Collector.Bots;
using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class BotTests
{
    private const string SignedUp = "\"event\":\"signed_up\"";
    private const string Googlebot = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/126.0.0.0 Safari/537.36";

    [Theory]
    [InlineData(Googlebot)]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (compatible; Baiduspider/2.0)")]
    [InlineData("Mozilla/5.0 (compatible; Yahoo! Slurp)")]
    [InlineData("facebookexternalhit/1.1")]
    [InlineData("Mozilla/5.0 (Linux; Android 11; moto g) Chrome/109.0 Mobile Safari/537.36 Chrome-Lighthouse")]
    [InlineData("GPTBot/1.2")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT X19) compatible; somebot/1")]
    public void Crawlers_are_known_by_what_they_call_themselves(string agent) => Assert.True(CrawlerAgents.Contains(agent));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; CUBOT X30 Build/QP1A) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36")]
    [InlineData("Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("curl/8.5.0")]
    public void Peoples_browsers_and_the_shops_own_programs_are_no_crawlers(string? agent) => Assert.False(CrawlerAgents.Contains(agent));

    [Fact]
    public void To_recognise_a_crawler_allocates_nothing()
    {
        CrawlerAgents.Contains(Googlebot);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) CrawlerAgents.Contains(Googlebot);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("\"context\":{\"userAgent\":\"" + Googlebot + "\"}")]
    [InlineData("\"context\":{\"webdriver\":true}")]
    [InlineData("\"context\":{\"navigator\":{\"webdriver\":true}}")]
    [InlineData("\"webdriver\":\"true\"")]
    [InlineData("\"properties\":{\"webdriver\":true}")]
    public async Task A_browsers_event_that_shows_a_bot_is_marked_and_counted(string sign)
    {
        var desk = new Desk();
        var body = $$"""[{"anonymousId":"a1",{{sign}},{{SignedUp}}},{"anonymousId":"a1",{{SignedUp}}}]""";
        var result = await desk.SendAsync(body);
        Assert.Equal((2, 1), (result.Accepted, result.Bots));
        await desk.SendAsync(body, desk.Write with { Policy = new IntakePolicy { MarksBots = false } });
        await desk.SendAsync(body, desk.Secret);
        Assert.Equal([true, false, false, false, false, false], desk.Log.Records.Select(r => r.Record.Event.Header.Bot));
    }

    [Fact]
    public async Task The_requests_own_agent_counts_with_the_write_key_only()
    {
        var desk = new Desk();
        var order = """{"anonymousId":"a1","event":"order_completed","properties":{"order_id":"o","total":5,"currency":"EUR"}}""";
        Assert.True((await desk.AcceptAsync(order, desk.Write with { IsCrawler = true })).Event.Header.Bot);
        Assert.False((await desk.AcceptAsync(order, desk.Secret with { IsCrawler = true })).Event.Header.Bot);
        Assert.False((await desk.AcceptAsync(order, desk.Write with { IsCrawler = true, Policy = new IntakePolicy { MarksBots = false } })).Event.Header.Bot);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("\"no\"")]
    [InlineData("false")]
    [InlineData("null")]
    public async Task Any_other_webdriver_says_nothing(string webdriver) =>
        Assert.False((await new Desk().AcceptAsync($$"""{"anonymousId":"a1","context":{"webdriver":{{webdriver}}},{{SignedUp}}}""")).Event.Header.Bot);

    [Fact]
    public async Task More_than_ten_events_a_second_for_long_are_a_bots()
    {
        var desk = new Desk();
        var marked = Marks(await SendAsync(desk, "fast", 300, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(0, marked.Take(190).Count(m => m));
        Assert.All(marked.Skip(210), Assert.True);
        Assert.DoesNotContain(true, Marks(await SendAsync(desk, "steady", 400, TimeSpan.FromMilliseconds(100))));
    }

    [Fact]
    public async Task A_hundred_at_once_are_a_persons_and_the_next_ones_are_not_until_it_has_been_quiet()
    {
        var desk = new Desk();
        var marked = Marks(await SendAsync(desk, "a1", 150, TimeSpan.Zero));
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i >= 100), marked);
        desk.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.All(Marks(await SendAsync(desk, "a1", 5, TimeSpan.Zero)), Assert.True);
        desk.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.All(Marks(await SendAsync(desk, "a1", 5, TimeSpan.Zero)), Assert.False);
    }

    [Fact]
    public async Task What_was_kept_back_for_days_counts_by_when_it_happened_even_where_that_is_clamped()
    {
        var desk = new Desk();
        Assert.DoesNotContain(true, Marks(await SendAsync(desk, "a1", 50, TimeSpan.FromMilliseconds(200))));
        var old = desk.Clock.GetUtcNow() - TimeSpan.FromDays(20);
        var events = Enumerable.Range(0, 400).Select(i => $$"""{"anonymousId":"a1","timestamp":"{{old + TimeSpan.FromSeconds(i):O}}",{{SignedUp}}}""");
        var result = await desk.SendAsync($"[{string.Join(',', events)}]");
        Assert.Equal((400, 0), (result.Accepted, result.Bots));
        Assert.All(desk.Log.Records.TakeLast(400), r => Assert.True(r.Record.Event.Header.Clamped));
    }

    [Fact]
    public async Task Events_that_were_not_taken_in_are_not_held_against_the_id()
    {
        var desk = new Desk();
        desk.Log.IsDown = true;
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<StoreUnavailableException>(() => SendAsync(desk, "a1", 90, TimeSpan.Zero));
        desk.Log.IsDown = false;
        Assert.DoesNotContain(true, Marks(await SendAsync(desk, "a1", 90, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Ids_sites_servers_and_sites_without_the_rule_are_told_apart()
    {
        var desk = new Desk();
        await SendAsync(desk, "a1", 150, TimeSpan.Zero);
        Assert.False(Marks(await SendAsync(desk, "a2", 1, TimeSpan.Zero))[0]);
        Assert.False(Marks(await SendAsync(desk, "a1", 1, TimeSpan.Zero, desk.Write with { Site = new SiteId("other") }))[0]);
        Assert.False(Marks(await SendAsync(desk, "a1", 150, TimeSpan.Zero, desk.Secret))[^1]);
        Assert.False(Marks(await SendAsync(desk, "a1", 150, TimeSpan.Zero, desk.Write with { Policy = new IntakePolicy { MarksBots = false } }))[^1]);
        Assert.True(Marks(await SendAsync(desk, "a1", 1, TimeSpan.Zero))[0]);
    }

    [Fact]
    public void A_million_ids_are_watched_in_the_memory_of_a_few()
    {
        var watch = new RunawayWatch(new RunawayOptions(Ids: 500));
        for (var i = 0; i < 1_000_000; i++)
        {
            watch.IsRunaway(SiteId.Default, $"id-{i}", new Instant(i));
            if (i % 10_000 == 0) Assert.InRange(watch.Watched, 1, 500);
        }
    }

    private static async Task<List<LogRecord>> SendAsync(Desk desk, string id, int events, TimeSpan apart, IntakeContext? context = null)
    {
        var end = desk.Clock.GetUtcNow();
        var bodies = Enumerable.Range(0, events).Select(i => $$"""{"anonymousId":"{{id}}","timestamp":"{{end - ((events - 1 - i) * apart):O}}",{{SignedUp}}}""");
        var result = await desk.SendAsync($"[{string.Join(',', bodies)}]", context);
        Assert.Equal(events, result.Accepted);
        var records = desk.Log.Records.TakeLast(events).Select(r => r.Record).ToList();
        Assert.Equal(records.Count(r => r.Event.Header.Bot), result.Bots);
        return records;
    }

    private static List<bool> Marks(List<LogRecord> records) => [.. records.Select(r => r.Event.Header.Bot)];
}
