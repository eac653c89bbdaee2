using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Core.Tests.Catalog;

public sealed class CatalogBuilderTests
{
    [Fact]
    public void Numbers_items_by_id()
    {
        var builder = new CatalogBuilder();
        foreach (var id in new[] { "b", "a", "B", "10", "9" }) builder.Put(new CatalogItem(new ItemId(id), id));
        var catalog = builder.Build();
        Assert.Equal(["10", "9", "B", "a", "b"], Enumerable.Range(0, catalog.Count).Select(i => catalog[i].Id.Value));
        Assert.True(catalog.TryFind(new ItemId("a").Hash, out var found));
        Assert.Equal(3, found);
    }

    [Fact]
    public void The_catalogue_wins_and_events_fill_what_it_leaves_open()
    {
        var builder = new CatalogBuilder();
        builder.See(new ItemLine(new ItemId("a")) { Name = "From the event", Category = "Bags", Price = 2, Currency = "EUR" });
        builder.Put(new CatalogItem(new ItemId("a"), "From the catalogue") { Price = 3, Currency = "GBP" });
        var item = builder.Build()[0];
        Assert.Equal(("From the catalogue", "Bags", 3m, "GBP"), (item.Title, item.Category, item.Price, item.Currency));
    }

    [Fact]
    public void Items_only_seen_in_events_are_in_the_catalogue()
    {
        var builder = new CatalogBuilder();
        builder.See(new ItemLine(new ItemId("a")) { Name = "Mug" });
        builder.See(new ItemLine(new ItemId("b")));
        var catalog = builder.Build();
        Assert.Equal(("Mug", "b"), (catalog.Label(0), catalog.Label(1)));
        Assert.True(catalog.IsOffered(1));
    }

    [Fact]
    public void A_site_with_a_catalogue_offers_nothing_that_only_events_name()
    {
        var builder = new CatalogBuilder();
        builder.See(new ItemLine(new ItemId("a")) { Name = "Made up by somebody's browser" });
        builder.Put(new CatalogItem(new ItemId("b"), "Mug"));
        var catalog = builder.Build();
        Assert.Equal((false, true), (catalog.IsOffered(0), catalog.IsOffered(1)));
    }

    [Fact]
    public void Later_changes_show_in_the_next_build_and_not_in_the_last_one()
    {
        var builder = new CatalogBuilder();
        builder.Put(new CatalogItem(new ItemId("b"), "Red mug") { Category = "Mugs" });
        var before = builder.Build();
        builder.Put(new CatalogItem(new ItemId("a"), "Blue mug") { Category = "Mugs" });
        builder.Put(new CatalogItem(new ItemId("b"), "Green plate") { Category = "Plates", InStock = false });
        var after = builder.Build();
        Assert.Equal((1, "Red mug", true), (before.Count, before[0].Title, before.IsOffered(0)));
        Assert.Equal((2, "Green plate", false), (after.Count, after[1].Title, after.IsOffered(1)));
        Assert.Equal(0, after.Titles.Cosine(0, 1));
    }

    [Fact]
    public void An_empty_catalogue_finds_nothing()
    {
        var catalog = new CatalogBuilder().Build();
        Assert.Equal(0, catalog.Count);
        Assert.False(catalog.TryFind(1, out _));
    }

    [Fact]
    public void A_hundred_thousand_items_build_in_bounded_memory()
    {
        var builder = new CatalogBuilder();
        for (var i = 0; i < 100_000; i++)
            builder.Put(new CatalogItem(new ItemId($"item-{i}"), $"word{i % 977} colour{i % 13} kind{i % 211} size{i % 7} w{i}") { Category = $"Top{i % 9} > Leaf{i % 300}" });
        builder.Build();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var catalog = builder.Build();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 60_000_000);
        Assert.Equal(100_000, catalog.Count);
    }
}
