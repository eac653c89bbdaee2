using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

public sealed class TickerTests
{
    private static readonly PartitionHostOptions Options = new();

    [Fact]
    public async Task Sleeps_until_the_next_timer_is_due()
    {
        await using var shop = await CartAsync();
        Assert.Equal(Options.IdleCheck, await TickAsync(shop));
        shop.Clock.Advance(TimeSpan.FromMinutes(29) + TimeSpan.FromSeconds(50));
        Assert.Equal(TimeSpan.FromSeconds(10), await TickAsync(shop));
        Assert.Equal(1, await shop.Log.EndAsync(0, Installation.Cancel));
    }

    [Fact]
    public async Task Appends_a_tick_of_now_when_a_timer_is_due()
    {
        await using var shop = await CartAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await TickAsync(shop));
        var tick = (await shop.RecordsAsync())[^1];
        Assert.IsType<Tick>(tick.Event);
        Assert.Equal((SiteId.Default, true, shop.Now), (tick.Site, tick.Visitor.IsNone, tick.LogTime));
    }

    [Fact]
    public async Task Ticks_of_a_site_keep_their_distance()
    {
        await using var shop = await CartAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(30));
        var shown = shop.Now - TimeSpan.FromMilliseconds(400);
        Assert.Equal(TimeSpan.FromMilliseconds(600), await TickAsync(shop, shown));
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_waits_until_it_is_reached()
    {
        await using var shop = await CartAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(TimeSpan.FromSeconds(31), await TickAsync(shop, shop.Now + TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Without_timers_it_looks_again_after_a_minute()
    {
        await using var shop = Installation.Open(1);
        Assert.Equal(TimeSpan.FromMinutes(1), await TickAsync(shop));
    }

    private static async Task<Installation> CartAsync()
    {
        var shop = Installation.Open(1);
        await shop.SendAsync("ann", new CartAdded(shop.Header(), new ItemLine(new ItemId("mug"))));
        await shop.CatchUpAsync();
        return shop;
    }

    private static async Task<TimeSpan?> TickAsync(Installation shop, Instant? shown = null) =>
        await new Ticker(shop.Log, shop.Store, shop.Clock, Options).TickAsync(0, [(SiteId.Default, shown ?? Instant.MinValue)], Installation.Cancel);
}
