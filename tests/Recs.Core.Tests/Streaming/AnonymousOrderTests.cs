using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

public sealed class AnonymousOrderTests
{
    [Fact]
    public async Task An_order_without_a_person_counts_once_and_makes_no_visitor()
    {
        await using var shop = Installation.Open();
        await OrderAsync(shop, "o1", 10);
        await OrderAsync(shop, "o1", 10);
        await OrderAsync(shop, "o2", 5, "USD");
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 1, 10m), ("USD", 1, 5m)], await TotalsAsync(shop));
        Assert.Empty(await shop.ChangesAsync());
        for (var p = 0; p < shop.Log.Partitions; p++) Assert.Null(await shop.Store.NextDueAsync(p, SiteId.Default, Installation.Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_refund_counts_before_it_or_after(bool before)
    {
        await using var shop = Installation.Open();
        if (before) await RefundAsync(shop, "o1", 4);
        await shop.CatchUpAsync();
        await OrderAsync(shop, "o1", 10);
        if (!before) await RefundAsync(shop, "o1", 4);
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 1, 6m)], await TotalsAsync(shop));
        await RefundAsync(shop, "o1", null);
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 0, 0m)], await TotalsAsync(shop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_in_another_currency_lowers_that_currency(bool before)
    {
        await using var shop = Installation.Open();
        if (before) await RefundAsync(shop, "o1", 4, "USD");
        await OrderAsync(shop, "o1", 10);
        if (!before) await RefundAsync(shop, "o1", 4, "USD");
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 1, 10m), ("USD", 0, -4m)], await TotalsAsync(shop));
    }

    [Fact]
    public async Task A_refund_of_no_order_counts_once_under_its_own_message()
    {
        await using var shop = Installation.Open();
        var refund = new OrderRefunded(shop.Header(message: "r1"), null, "EUR", 3, []);
        for (var i = 0; i < 2; i++)
        {
            await shop.AppendAsync(Record(shop, "r1", refund));
            shop.Clock.Advance(TimeSpan.FromDays(40));
        }

        await OrderAsync(shop, "r1", 10);
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 1, 7m)], await TotalsAsync(shop));
    }

    [Fact]
    public async Task A_browsers_order_counts_for_popularity_and_the_shops_report_of_it_for_the_totals()
    {
        await using var shop = Installation.Open();
        await shop.AppendAsync(Record(shop, "o1", new OrderCompleted(shop.Header() with { Trusted = false }, "o1", "EUR", 999, [Mug])));
        await shop.CatchUpAsync();
        Assert.Empty(await TotalsAsync(shop));
        Assert.Equal(1, await OrdersOfMugAsync(shop));
        await OrderAsync(shop, "o1", 10);
        await OrderAsync(shop, "o1", 10);
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 1, 10m)], await TotalsAsync(shop));
        Assert.Equal(1, await OrdersOfMugAsync(shop));
    }

    [Fact]
    public async Task A_browser_can_neither_replace_nor_refund_the_shops_report()
    {
        await using var shop = Installation.Open();
        var browser = shop.Header() with { Trusted = false };
        await shop.AppendAsync(Record(shop, "o1", new OrderRefunded(browser with { MessageId = "early" }, "o1", null, null, [])));
        await OrderAsync(shop, "o1", 10);
        await shop.AppendAsync(Record(shop, "o1", new OrderCompleted(browser with { MessageId = "other" }, "o1", "EUR", 999, [Mug])));
        await shop.AppendAsync(Record(shop, "o1", new OrderRefunded(browser with { MessageId = "late" }, "o1", null, null, [])));
        await shop.CatchUpAsync();
        Assert.Equal([("EUR", 1, 10m)], await TotalsAsync(shop));
    }

    private static ItemLine Mug => new(new ItemId("mug"));

    private static async Task<long> OrdersOfMugAsync(Installation shop)
    {
        var changes = await shop.Reader.ReadCounterChangesAsync(SiteId.Default, 0, Installation.Cancel);
        return changes.Counters.Select(c => c.Counter).Where(c => c.Kind == (byte)CounterKind.Item && c.Key == Mug.Item.Hash).Sum(c => ItemCounts.Read(c.Bytes).Orders);
    }

    private static Task OrderAsync(Installation shop, string order, decimal total, string currency = "EUR") =>
        shop.AppendAsync(Record(shop, order, new OrderCompleted(shop.Header(), order, currency, total, [Mug])));

    private static Task RefundAsync(Installation shop, string order, decimal? amount, string? currency = null) =>
        shop.AppendAsync(Record(shop, order, new OrderRefunded(shop.Header(), order, currency, amount, [])));

    private static LogRecord Record(Installation shop, string order, VisitorEvent e) => new(SiteId.Default, VisitorId.ForAnonymousOrder(order), shop.Now, false, e);

    private static async Task<List<(string, long, decimal)>> TotalsAsync(Installation shop)
    {
        var totals = new AnonymousTotals();
        for (var p = 0; p < shop.Log.Partitions; p++)
        {
            foreach (var site in (await shop.Reader.HeadAsync(p, Installation.Cancel)).Sites)
            {
                foreach (var (currency, (orders, net)) in SitePartitionState.Decode(site.Bytes).Anonymous.ByCurrency) totals.Add(currency, (int)orders, net);
            }
        }

        return [.. totals.ByCurrency.Select(c => (c.Key, c.Value.Orders, c.Value.Net))];
    }
}
