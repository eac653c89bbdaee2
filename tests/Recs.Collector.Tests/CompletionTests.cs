using System.Collections.Immutable;
using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class CompletionTests
{
    private const string Complete = "\"name\":\"n\",\"category\":\"c\",\"brand\":\"b\",\"price\":1,\"currency\":\"EUR\"";

    private static readonly CatalogItem Mug = new(new ItemId("mug"), "Blue mug") { Category = "Home > Mugs", Brand = "Acme", Price = 8.5m, Currency = "EUR" };

    [Fact]
    public async Task What_the_sender_left_out_comes_from_the_catalogue()
    {
        var desk = new Desk();
        desk.Have(Mug);
        var line = (await desk.AcceptAsync<ProductViewed>(Viewed("\"name\":\"My mug\""))).Item;
        Assert.Equal(new ItemLine(Mug.Id) { Name = "My mug", Category = "Home > Mugs", Brand = "Acme", Price = 8.5m, Currency = "EUR", Catalogued = true }, line);
    }

    [Theory]
    [InlineData("\"price\":7", 7.0, "EUR")]
    [InlineData("\"price\":7,\"currency\":\"USD\"", 7.0, "USD")]
    [InlineData("\"currency\":\"EUR\"", 8.5, "EUR")]
    [InlineData("\"currency\":\"USD\"", null, "USD")]
    public async Task A_price_comes_with_its_currency_or_not_at_all(string fields, double? price, string currency)
    {
        var desk = new Desk();
        desk.Have(Mug);
        var line = (await desk.AcceptAsync<ProductViewed>(Viewed(fields))).Item;
        Assert.Equal(((decimal?)price, currency), (line.Price, line.Currency));
    }

    [Fact]
    public async Task Every_event_with_products_is_completed_in_one_read()
    {
        var desk = new Desk();
        desk.Have(Mug);
        var one = new[] { "product_viewed", "product_clicked", "wishlist_added", "wishlist_removed", "cart_added", "cart_removed" }
            .Select(name => $$$"""{"anonymousId":"a","event":"{{{name}}}","properties":{"product_id":"mug"}}""");
        var many = new[] { "product_list_viewed", "checkout_started", "order_completed", "order_refunded" }
            .Select(name => $$$"""{"anonymousId":"a","event":"{{{name}}}","properties":{"order_id":"o","total":1,"currency":"EUR","products":[{"product_id":"other"},{"product_id":"mug"}]}}""");
        const string engaged = """{"anonymousId":"a","event":"page_engaged","properties":{"engaged_ms":1,"product_id":"mug"}}""";
        var result = await desk.SendAsync("[" + string.Join(',', [.. one, .. many, engaged]) + "]");
        Assert.Equal(11, result.Accepted);
        Assert.Equal(1, desk.Catalog.Reads);
        Assert.All(desk.Log.Records, r => Assert.Contains(Lines(r.Record.Event), line => line.Name == "Blue mug" && line.Category == "Home > Mugs"));
        Assert.Equal("Home > Mugs", ((PageEngaged)desk.Log.Records[^1].Record.Event).Category);
    }

    [Fact]
    public async Task Complete_lines_of_the_shops_servers_ask_nothing_of_the_catalogue()
    {
        var desk = new Desk();
        await desk.SendAsync(Viewed(Complete), desk.Secret);
        Assert.Equal(0, desk.Catalog.Reads);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_product_that_a_browser_names_the_record_says_whether_the_catalogue_has_it(bool has)
    {
        var desk = new Desk();
        if (has) desk.Have(Mug);
        var line = (await desk.AcceptAsync<ProductViewed>(Viewed(Complete))).Item;
        Assert.Equal((has, "n", 1m), (line.Catalogued, line.Name, line.Price));
    }

    [Fact]
    public async Task The_catalogue_is_remembered_for_a_short_while()
    {
        var desk = new Desk();
        await desk.AcceptAsync(Viewed("\"price\":1"));
        desk.Have(Mug);
        Assert.Null((await desk.AcceptAsync<ProductViewed>(Viewed("\"price\":1"))).Item.Name);
        Assert.Equal(1, desk.Catalog.Reads);
        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Blue mug", (await desk.AcceptAsync<ProductViewed>(Viewed("\"price\":1"))).Item.Name);
        Assert.Equal(2, desk.Catalog.Reads);
    }

    [Fact]
    public async Task A_put_item_counts_for_the_next_event()
    {
        var desk = new Desk();
        await desk.AcceptAsync(Viewed("\"price\":1"));
        await desk.PutAsync("""{"id":"mug","title":"Red mug"}""");
        Assert.Equal("Red mug", (await desk.AcceptAsync<ProductViewed>(Viewed("\"price\":1"))).Item.Name);
    }

    [Fact]
    public async Task What_was_read_before_a_put_is_not_remembered_after_it()
    {
        var desk = new Desk();
        desk.Catalog.DuringRead = () =>
        {
            desk.Have(Mug);
            desk.Cache.Forget(SiteId.Default, [Mug.Id]);
        };
        Assert.Null((await desk.AcceptAsync<ProductViewed>(Viewed("\"price\":1"))).Item.Name);
        Assert.Equal("Blue mug", (await desk.AcceptAsync<ProductViewed>(Viewed("\"price\":1"))).Item.Name);
    }

    [Fact]
    public async Task Sites_do_not_share_what_is_remembered()
    {
        var desk = new Desk();
        desk.Have(Mug);
        await desk.AcceptAsync(Viewed("\"price\":1"));
        Assert.Null((await desk.AcceptAsync<ProductViewed>(Viewed("\"price\":1"), desk.Write with { Site = new SiteId("other") })).Item.Name);
    }

    [Fact]
    public async Task The_memory_is_bounded_and_keeps_what_is_young()
    {
        var desk = new Desk(new CollectorOptions { CatalogCacheItems = 20 });
        for (var i = 0; i < 1000; i++) await desk.AcceptAsync(Viewed("\"price\":1", $"p{i}"));
        Assert.Equal(1000, desk.Catalog.Reads);
        await desk.AcceptAsync(Viewed("\"price\":1", "p999"));
        Assert.Equal(1000, desk.Catalog.Reads);
        await desk.AcceptAsync(Viewed("\"price\":1", "p900"));
        Assert.Equal(1001, desk.Catalog.Reads);
    }

    private static ImmutableArray<ItemLine> Lines(VisitorEvent @event) => @event switch
    {
        ProductViewed x => [x.Item],
        ProductClicked x => [x.Item],
        WishlistAdded x => [x.Item],
        WishlistRemoved x => [x.Item],
        CartAdded x => [x.Item],
        CartRemoved x => [x.Item],
        PageEngaged { Item: { } item } => [item],
        ProductListViewed x => x.Items,
        CheckoutStarted x => x.Items,
        OrderCompleted x => x.Items,
        OrderRefunded x => x.Items,
        _ => [],
    };

    private static string Viewed(string fields, string id = "mug") =>
        $$$"""{"anonymousId":"a","event":"product_viewed","properties":{"product_id":"{{{id}}}",{{{fields}}} }}""";
}
