using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations.Forms;

/// <summary>popular, trending and recently_viewed.</summary>
public sealed class NamedFormsTests
{
    [Fact]
    public void Popular_is_ordered_by_weight_and_says_on_what_it_rests()
    {
        using var shop = Kiosk();
        var items = shop.Ask(Ask.For(RecommendationForm.Popular)).Items;
        Assert.Equal(["TEA", "CAKE", "BOOK"], items.Take(3).Select(i => i.Item.Id.Value));
        Assert.Equal("Popular lately; in 9 orders and viewed in 4 sessions so far", items[0].Reason.Text);
        Assert.Equal("Popular lately; viewed in 2 sessions so far", items[2].Reason.Text);
    }

    [Fact]
    public void Popular_in_a_category_holds_to_the_category_and_what_lies_below()
    {
        using var shop = Kiosk();
        var list = shop.Ask(Ask.For(RecommendationForm.Popular) with { Category = "Food" });
        Assert.Equal(["TEA", "CAKE", "RUSK"], list.Items.Select(i => i.Item.Id.Value));
        Assert.Equal(RecommendationTier.Segment, list.Items[0].Tier);
    }

    [Fact]
    public void Trending_gives_what_rises_then_what_is_popular()
    {
        using var shop = Kiosk();
        shop.Now += TimeSpan.FromDays(40);
        shop.Orders(5, "TEA");
        shop.Now += TimeSpan.FromDays(2);
        shop.Orders(8, "RUSK").Orders(1, "TEA");
        var items = shop.Ask(Ask.For(RecommendationForm.Trending)).Items;
        Assert.Equal(("RUSK", ReasonCodes.Trending), (items[0].Item.Id.Value, items[0].Reason.Code));
        Assert.Contains("times the usual activity", items[0].Reason.Text, StringComparison.Ordinal);
        Assert.Equal(("TEA", ReasonCodes.Popular), (items[1].Item.Id.Value, items[1].Reason.Code));
    }

    [Fact]
    public void Recently_viewed_is_newest_first_with_the_day()
    {
        using var shop = Kiosk();
        var items = shop.Ask(Ask.For(RecommendationForm.RecentlyViewed), Ask.Visitor(viewed: ["BOOK", "TEA"], session: ["BOOK"], bought: ["BOOK"])).Items;
        Assert.Equal(["BOOK", "TEA"], items.Take(2).Select(i => i.Item.Id.Value));
        Assert.Equal("You looked at this on 2 March 2026", items[0].Reason.Text);
        Assert.Equal([RecommendationTier.Session, RecommendationTier.Personal], items.Take(2).Select(i => i.Tier));
    }

    [Fact]
    public void What_fills_recently_viewed_up_was_not_bought_before()
    {
        using var shop = Kiosk();
        var ids = shop.Ids(Ask.For(RecommendationForm.RecentlyViewed), Ask.Visitor(viewed: ["BOOK"], bought: ["BOOK", "TEA"]));
        Assert.Equal("BOOK", ids[0]);
        Assert.DoesNotContain("TEA", ids);
    }

    [Theory]
    [InlineData(RecommendationForm.Popular)]
    [InlineData(RecommendationForm.Trending)]
    public void Bought_products_that_are_not_repeatable_stay_away(RecommendationForm form)
    {
        using var shop = Kiosk();
        Assert.DoesNotContain("TEA", shop.Ids(Ask.For(form), Ask.Visitor(bought: ["TEA"])));
    }

    private static Shop Kiosk() => new Shop()
        .Item("TEA", "Tea", "Food > Drinks").Item("CAKE", "Cake", "Food").Item("BOOK", "Book", "Foodies").Item("RUSK", "Rusk", "Food > Bread")
        .Orders(9, "TEA").Orders(3, "CAKE").Sessions(4, "TEA").Sessions(2, "BOOK");
}
