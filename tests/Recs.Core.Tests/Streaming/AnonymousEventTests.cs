using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Tests.Streaming;

public sealed class AnonymousEventTests
{
    private static readonly ItemLine Mug = new(new ItemId("mug")) { Name = "Blue mug" };

    [Fact]
    public async Task Views_wishes_and_carts_without_a_person_count_for_popularity_and_make_no_visitor()
    {
        await using var shop = Installation.Open();
        await SendAsync(shop, new ProductViewed(shop.Header(), Mug));
        await SendAsync(shop, new ProductViewed(shop.Header(), Mug));
        await SendAsync(shop, new WishlistAdded(shop.Header(), Mug));
        await SendAsync(shop, new CartAdded(shop.Header(), Mug));
        await SendAsync(shop, new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        var counts = await CountsAsync(shop);
        Assert.Equal((2, 1), (counts.Sum(c => c.Views), counts.Sum(c => c.CartAdds)));
        Assert.True(counts.Sum(c => c.Slow.At(shop.Now, CountingOptions.Default.SlowHalfLife)) > 2);
        Assert.Equal("Blue mug", Assert.Single((await shop.Reader.ReadSightingsAsync(SiteId.Default, 0, Installation.Cancel)).Items).Name);
        await AssertNobodyAsync(shop);
    }

    [Fact]
    public async Task A_bots_count_for_nothing()
    {
        await using var shop = Installation.Open();
        await SendAsync(shop, new ProductViewed(shop.Header() with { Bot = true }, Mug));
        await shop.CatchUpAsync();
        Assert.Empty(await CountsAsync(shop));
        await AssertNobodyAsync(shop);
    }

    [Fact]
    public void Their_subjects_are_neither_visitors_nor_orders()
    {
        var subject = VisitorId.ForAnonymousEvent("m1");
        Assert.True(subject.IsAnonymousEvent);
        Assert.False(subject.IsAnonymousOrder || subject.IsNone);
        Assert.False(VisitorId.ForAnonymousOrder("m1").IsAnonymousEvent || new VisitorId("m1").IsAnonymousEvent);
    }

    private static Task SendAsync(Installation shop, VisitorEvent e) =>
        shop.AppendAsync(new LogRecord(SiteId.Default, VisitorId.ForAnonymousEvent(e.Header.MessageId), shop.Now, false, e));

    private static async Task<List<ItemCounts>> CountsAsync(Installation shop)
    {
        var changes = await shop.Reader.ReadCounterChangesAsync(SiteId.Default, 0, Installation.Cancel);
        return [.. changes.Counters.Select(c => c.Counter).Where(c => c.Kind == (byte)CounterKind.Item && c.Key == Mug.Item.Hash).Select(c => ItemCounts.Read(c.Bytes))];
    }

    private static async Task AssertNobodyAsync(Installation shop)
    {
        for (var p = 0; p < shop.Log.Partitions; p++) Assert.Empty(await shop.Reader.ScanAsync(p, Installation.Cancel).ToListAsync(Installation.Cancel));
        Assert.Empty(await shop.ChangesAsync());
    }
}
