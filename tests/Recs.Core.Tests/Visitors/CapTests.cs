using Recs.Core.Events;

namespace Recs.Core.Tests.Visitors;

/// <summary>Beyond a cap the oldest or lightest goes; totals stay.</summary>
public sealed class CapTests
{
    [Fact]
    public void The_newest_20_pages_are_kept_with_paths_cut_to_48_bytes()
    {
        var ann = new Shopper();
        for (var i = 0; i < 30; i++) ann.AfterMinutes(1).Page($"/{i}/{new string('ü', 40)}");
        Assert.Equal(30, ann.State.Pages);
        Assert.Equal(20, ann.State.RecentPages.NewestFirst.Count);
        Assert.All(ann.State.RecentPages.NewestFirst, p => Assert.InRange(Utf8Text.Bytes(p.Path), 47, 48));
        Assert.StartsWith("/29/", ann.State.RecentPages.NewestFirst[0].Path, StringComparison.Ordinal);
        Assert.StartsWith("/10/", ann.State.RecentPages.NewestFirst[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_50_products_are_kept_each_once()
    {
        var ann = new Shopper();
        for (var i = 0; i < 60; i++) ann.AfterMinutes(1).View($"item-{i}").AfterMinutes(1).View("always");
        Assert.Equal(120, ann.State.ProductViews);
        Assert.Equal(50, ann.State.RecentProducts.NewestFirst.Count);
        Assert.Equal(50, ann.State.RecentProducts.NewestFirst.Select(p => p.Key).Distinct().Count());
        Assert.Equal(Hash64.Of("always"), ann.State.RecentProducts.NewestFirst[0].Key);
    }

    [Fact]
    public void The_32_heaviest_categories_are_kept_and_the_sums_stay_exact()
    {
        var ann = new Shopper();
        for (var i = 0; i < 100; i++)
        {
            ann.View("x", category: $"category-{i % 50}").Engage(1, category: $"category-{i % 50}");
            if (i % 5 == 0) ann.Order($"o{i}", 1, lines: [Shopper.Line("x", category: $"category-{i % 50}")]);
        }

        var (entries, other) = (ann.State.Categories.Entries, ann.State.Categories.Other);
        Assert.Equal(32, entries.Count);
        Assert.Equal(20, entries.Sum(c => c.Bought) + other.Bought);
        Assert.Equal(100_000, entries.Sum(c => c.DwellMilliseconds) + other.DwellMilliseconds);
        Assert.Equal(100 + (20 * 10), ann.State.Decay.ShortValue(entries.Sum(c => c.Weight) + other.Weight, ann.Now), 6);
    }

    [Fact]
    public void The_16_heaviest_brands_are_kept()
    {
        var ann = new Shopper().View("x", brand: "loved").View("x", brand: "loved");
        for (var i = 0; i < 40; i++) ann.View("x", brand: $"brand-{i}");
        Assert.Equal(16, ann.State.Brands.Entries.Count);
        Assert.Contains(ann.State.Brands.Entries, b => b.Key == Hash64.Of("loved"));
        Assert.Equal(42, ann.State.Decay.ShortValue(ann.State.Brands.Entries.Sum(b => b.Weight) + ann.State.Brands.Other.Weight, ann.Now), 6);
    }

    [Fact]
    public void The_16_price_bands_with_most_prices_are_kept()
    {
        var ann = new Shopper().View("x", 5, "often > a").View("x", 5, "often > b");
        for (var i = 0; i < 40; i++) ann.View("x", 5, $"top-{i}");
        Assert.Equal(16, ann.State.PriceBands.ByCategory.Count);
        Assert.Equal(2, ann.State.PriceBands.ByCategory[Hash64.Of("often")].Count);
    }

    [Fact]
    public void The_newest_16_traits_are_kept_with_names_and_values_cut()
    {
        var ann = new Shopper();
        for (var i = 0; i < 20; i++)
        {
            ann.AfterMinutes(1).Identify("user", proven: false, new Trait($"{i:00} {new string('n', 40)}", TraitType.Text, new string('v', 90)));
        }

        var traits = ann.State.Traits.Traits.ToList();
        Assert.Equal(Enumerable.Range(4, 16).Select(i => $"{i:00}"), traits.Select(t => t.Name[..2]));
        Assert.All(traits, t => Assert.Equal((32, 64), (t.Name.Length, t.Value.Length)));
    }

    [Fact]
    public void The_newest_16_aliases_are_kept()
    {
        var ann = new Shopper();
        for (var i = 0; i < 20; i++) ann.AfterMinutes(1).Send(new Merged(ann.Header(), (ulong)i, new VisitorId($"device-{i}"), [], []));
        Assert.Equal(Enumerable.Range(4, 16).Reverse().Select(i => $"device-{i}"), ann.State.Aliases.NewestFirst.Select(a => a.Id.Value));
    }
}
