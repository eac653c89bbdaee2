using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

public sealed class SightingCollectorTests
{
    private static readonly EventHeader Header = new("m", new Instant(0));
    private readonly SightingCollector _seen = new();

    [Fact]
    public void A_product_is_written_once_while_nothing_about_it_changes()
    {
        See(new ItemLine(new ItemId("mug")) { Price = 9.5m });
        Assert.Single(_seen.TakeItems(claimed: true));
        See(new ItemLine(new ItemId("mug")) { Price = 9.50m, Quantity = 7 });
        Assert.Empty(_seen.TakeItems(claimed: true));
    }

    [Fact]
    public void A_fact_that_returns_to_what_it_was_is_written_again()
    {
        foreach (var price in new[] { 9m, 8m, 9m })
        {
            See(new ItemLine(new ItemId("mug")) { Price = price });
            Assert.Equal(price, Assert.Single(_seen.TakeItems(claimed: true)).Item.Price);
        }
    }

    [Fact]
    public void Facts_of_several_events_join()
    {
        See(new ItemLine(new ItemId("mug")) { Name = "Mug" });
        See(new ItemLine(new ItemId("mug")) { Category = "Home", Price = 9 });
        See(new ItemLine(new ItemId("mug")) { Price = 8, Currency = "GBP" });
        var item = Assert.Single(_seen.TakeItems(claimed: true)).Item;
        Assert.Equal(new ItemLine(new ItemId("mug")) { Name = "Mug", Category = "Home", Price = 8, Currency = "GBP" }, item);
    }

    [Fact]
    public void One_text_in_another_place_is_another_fact()
    {
        See(new ItemLine(new ItemId("mug")) { Name = "Blue" });
        See(new ItemLine(new ItemId("mug")) { Brand = "Blue" });
        Assert.Equal("Blue", _seen.TakeItems(claimed: true).Single().Item.Brand);
    }

    [Fact]
    public void Sites_have_products_of_their_own()
    {
        See(new ItemLine(new ItemId("mug")));
        _seen.See(new SiteId("south"), new ProductViewed(Header, new ItemLine(new ItemId("mug"))));
        Assert.Equal(2, _seen.TakeItems(claimed: true).Count);
    }

    [Fact]
    public void What_only_browsers_name_is_told_apart_from_what_the_shop_names()
    {
        See(new ItemLine(new ItemId("made-up")) { Category = "Nowhere" });
        _seen.See(SiteId.Default, new ProductViewed(Header with { Trusted = true }, new ItemLine(new ItemId("mug"))));
        Assert.Equal(["made-up"], _seen.TakeItems(claimed: true).Select(i => i.Item.Item.Value));
        Assert.Equal(["mug"], _seen.TakeItems(claimed: false).Select(i => i.Item.Item.Value));
        Assert.Equal(["Nowhere", "made-up"], _seen.TakeNames(claimed: true).Select(n => n.Text).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["mug"], _seen.TakeNames(claimed: false).Select(n => n.Text));
    }

    [Fact]
    public void What_a_browser_named_is_written_again_when_the_shop_names_it()
    {
        See(new ItemLine(new ItemId("mug")));
        _seen.See(SiteId.Default, new ProductViewed(Header with { Trusted = true }, new ItemLine(new ItemId("mug"))));
        Assert.Single(_seen.TakeItems(claimed: false));
    }

    [Fact]
    public void Absurd_prices_do_no_harm()
    {
        See(new ItemLine(new ItemId("mug")) { Price = decimal.MaxValue });
        See(new ItemLine(new ItemId("mug")) { Price = decimal.MinValue });
        Assert.Equal(decimal.MinValue, _seen.TakeItems(claimed: true).Single().Item.Price);
    }

    private void See(ItemLine line) => _seen.See(SiteId.Default, new ProductViewed(Header, line));
}
