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
        Assert.Single(_seen.TakeItems());
        See(new ItemLine(new ItemId("mug")) { Price = 9.50m, Quantity = 7 });
        Assert.Empty(_seen.TakeItems());
    }

    [Fact]
    public void A_fact_that_returns_to_what_it_was_is_written_again()
    {
        foreach (var price in new[] { 9m, 8m, 9m })
        {
            See(new ItemLine(new ItemId("mug")) { Price = price });
            Assert.Equal(price, Assert.Single(_seen.TakeItems()).Item.Price);
        }
    }

    [Fact]
    public void Facts_of_several_events_join()
    {
        See(new ItemLine(new ItemId("mug")) { Name = "Mug" });
        See(new ItemLine(new ItemId("mug")) { Category = "Home", Price = 9 });
        See(new ItemLine(new ItemId("mug")) { Price = 8, Currency = "GBP" });
        var item = Assert.Single(_seen.TakeItems()).Item;
        Assert.Equal(new ItemLine(new ItemId("mug")) { Name = "Mug", Category = "Home", Price = 8, Currency = "GBP" }, item);
    }

    [Fact]
    public void One_text_in_another_place_is_another_fact()
    {
        See(new ItemLine(new ItemId("mug")) { Name = "Blue" });
        See(new ItemLine(new ItemId("mug")) { Brand = "Blue" });
        Assert.Equal("Blue", _seen.TakeItems().Single().Item.Brand);
    }

    [Fact]
    public void Sites_have_products_of_their_own()
    {
        See(new ItemLine(new ItemId("mug")));
        _seen.See(new SiteId("south"), new ProductViewed(Header, new ItemLine(new ItemId("mug"))));
        Assert.Equal(2, _seen.TakeItems().Count);
    }

    [Fact]
    public void Absurd_prices_do_no_harm()
    {
        See(new ItemLine(new ItemId("mug")) { Price = decimal.MaxValue });
        See(new ItemLine(new ItemId("mug")) { Price = decimal.MinValue });
        Assert.Equal(decimal.MinValue, _seen.TakeItems().Single().Item.Price);
    }

    private void See(ItemLine line) => _seen.See(SiteId.Default, new ProductViewed(Header, line));
}
