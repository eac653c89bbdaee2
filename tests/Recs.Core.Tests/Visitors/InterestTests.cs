using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Affinities, dwell, price bands and shares.</summary>
public sealed class InterestTests
{
    private static readonly ItemLine Mug = Shopper.Line("mug", 10, "Home > Mugs", "Blue");

    [Fact]
    public void Weights_are_view_1_click_1_wishlist_3_cart_5_order_10()
    {
        var ann = new Shopper();
        double Category() => ann.Category("Home > Mugs");
        ann.Send(new ProductViewed(ann.Header(), Mug));
        Assert.Equal(1, Category(), 6);
        ann.Send(new ProductClicked(ann.Header(), Mug));
        Assert.Equal(2, Category(), 6);
        ann.Send(new WishlistAdded(ann.Header(), Mug));
        Assert.Equal(5, Category(), 6);
        ann.Send(new CartAdded(ann.Header(), Mug));
        Assert.Equal(10, Category(), 6);
        ann.Order("o1", 10, lines: Mug);
        Assert.Equal(20, Category(), 6);
        Assert.Equal(20, ann.State.Decay.ShortValue(ann.State.Brands.Entries.Single().Weight, ann.Now), 6);
    }

    [Theory]
    [InlineData(14, 0.5)]
    [InlineData(28, 0.25)]
    [InlineData(7, 0.70710678)]
    [InlineData(1400, 0)]
    public void Weights_halve_in_14_days(double days, double weight)
    {
        var ann = new Shopper().View("mug", category: "A").AfterDays(days).Page();
        Assert.Equal(weight, ann.Category("A"), 1e-6);
    }

    [Fact]
    public void Decades_of_visits_stay_finite()
    {
        var ann = new Shopper();
        for (var year = 0; year < 60; year++) ann.View("mug", 10, "A", "B").AfterDays(365);
        Assert.All(ann.State.Categories.Entries, c => Assert.True(double.IsFinite(c.Weight)));
        Assert.Equal(1, ann.View("mug", category: "A").Category("A"), 5);
    }

    [Fact]
    public void A_changed_half_life_keeps_what_weights_are_worth_now()
    {
        var ann = new Shopper().View("mug", category: "A").AfterDays(14).View("mug", category: "A");
        ann.Options = new VisitorOptions { HalfLife = TimeSpan.FromDays(1) };
        ann.Page();
        Assert.Equal(1.5, ann.Category("A"), 5);
        Assert.Equal(0.75, ann.AfterDays(1).Page().Category("A"), 5);
    }

    [Fact]
    public void Dwell_adds_up_in_total_and_per_category()
    {
        var ann = new Shopper().Engage(10).Engage(20, category: "A").Engage(5, item: Mug);
        Assert.Equal(35_000, ann.State.DwellMilliseconds);
        Assert.Equal(20_000, ann.State.Categories.Entries.Single(c => c.Key == Hash64.Of("A")).DwellMilliseconds);
        Assert.Equal(5_000, ann.State.Categories.Entries.Single(c => c.Key == Hash64.Of("Home > Mugs")).DwellMilliseconds);
    }

    [Fact]
    public void Thirty_seconds_on_a_products_page_add_1_once()
    {
        var ann = new Shopper().Engage(20, "page-1", Mug).AfterMinutes(1).Engage(9.999, "page-1", Mug);
        Assert.Equal(0, ann.Category("Home > Mugs"), 6);
        ann.AfterMinutes(1).Engage(0.001, "page-1", Mug);
        Assert.Equal(1, ann.Category("Home > Mugs"), 4);
        ann.AfterMinutes(1).Engage(60, "page-1", Mug);
        Assert.Equal(1, ann.Category("Home > Mugs"), 3);
        ann.AfterMinutes(1).Engage(30, "page-2", Mug);
        Assert.Equal(2, ann.Category("Home > Mugs"), 3);
    }

    [Fact]
    public void Price_bands_have_mean_and_spread_of_the_logarithm()
    {
        var ann = new Shopper().View("a", 10, "Home > Mugs").View("b", 1000, "Home > Bowls").View("c", null, "Home");
        var band = Assert.Single(ann.State.PriceBands.ByCategory);
        Assert.Equal(Hash64.Of("Home"), band.Key);
        Assert.Equal((2, Math.Log(100), Math.Log(10)), (band.Value.Count, Math.Round(band.Value.Mean, 9), Math.Round(band.Value.Spread, 9)), new Rounded());
    }

    [Fact]
    public void Dearer_signals_weigh_more_in_the_band()
    {
        var ann = new Shopper().View("a", 10, "Home");
        ann.Order("o1", 1000, lines: Shopper.Line("b", 1000, "Home"));
        Assert.Equal((Math.Log(10) + (10 * Math.Log(1000))) / 11, ann.State.PriceBands.ByCategory[Hash64.Of("Home")].Mean, 9);
    }

    [Fact]
    public void Only_prices_in_the_base_currency_count()
    {
        var ann = new Shopper(options: new VisitorOptions { BaseCurrency = "GBP" });
        ann.Send(new ProductViewed(ann.Header(), Mug with { Currency = "EUR" }));
        Assert.Empty(ann.State.PriceBands.ByCategory);
        ann.Send(new ProductViewed(ann.Header(), Mug with { Currency = "GBP" }));
        ann.Send(new ProductViewed(ann.Header(), Mug));
        Assert.Equal(2, ann.State.PriceBands.ByCategory.Single().Value.Count);
    }

    [Fact]
    public void Channels_and_content_forms_are_decayed_shares()
    {
        var ann = new Shopper();
        ann.Send(new PageViewed(ann.Header() with { Device = DeviceClass.Pc }, "/"));
        ann.AfterDays(14).Send(new ContentViewed(ann.Header() with { Device = DeviceClass.Mobile }, ContentForm.Video));
        ann.Send(new ContentViewed(ann.Header(), ContentForm.Email));
        Assert.Equal([((byte)DeviceClass.Pc, 0.3333), ((byte)DeviceClass.Mobile, 0.6667)], ann.State.Channels.Shares().Select(s => (s.Key, Math.Round(s.Share, 4))));
        Assert.Equal([((byte)ContentForm.Video, 0.5), ((byte)ContentForm.Email, 0.5)], ann.State.ContentForms.Shares().Select(s => (s.Key, Math.Round(s.Share, 4))));
    }

    [Theory]
    [InlineData(null, "UTC", 10)]
    [InlineData(null, "Europe/London", 10)]
    [InlineData("America/New_York", "Europe/London", 5)]
    [InlineData("Asia/Tokyo", "UTC", 19)]
    [InlineData("Pacific/Auckland", "UTC", 23)]
    [InlineData("No/Such_Zone", "Europe/London", 10)]
    [InlineData("../../etc/passwd", "UTC", 10)]
    [InlineData("\0", "UTC", 10)]
    public void Hours_of_the_week_are_the_visitors_own_else_the_sites(string? visitor, string site, int hour)
    {
        var ann = new Shopper(options: new VisitorOptions { TimeZone = site });
        ann.Send(new PageViewed(ann.Header() with { TimeZone = visitor }, "/"));
        Assert.Equal([(byte)hour], ann.State.Hours.Weights.Keys);
    }

    [Fact]
    public void Sunday_is_the_last_day_of_the_week()
    {
        var sunday = new Shopper().After(TimeSpan.FromHours((6 * 24) + 13)).Page();
        Assert.Equal([(byte)167], sunday.State.Hours.Weights.Keys);
        Assert.Equal([(byte)0], sunday.After(TimeSpan.FromHours(1)).Page().State.Hours.Weights.Keys.Except([(byte)167]));
    }

    private sealed class Rounded : IEqualityComparer<(long, double, double)>
    {
        public bool Equals((long, double, double) x, (long, double, double) y) =>
            x.Item1 == y.Item1 && Math.Abs(x.Item2 - y.Item2) < 1e-8 && Math.Abs(x.Item3 - y.Item3) < 1e-8;

        public int GetHashCode((long, double, double) value) => value.Item1.GetHashCode();
    }
}
