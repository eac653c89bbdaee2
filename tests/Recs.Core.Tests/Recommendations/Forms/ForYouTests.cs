using Recs.Core.Recommendations;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Recommendations.Forms;

public sealed class ForYouTests
{
    private static readonly RecommendationForm Form = RecommendationForm.ForYou;

    [Fact]
    public void Mixes_what_goes_with_the_session_the_last_order_and_the_likings()
    {
        using var shop = Campsite();
        var visitor = Ask.Visitor(viewed: ["BOOT"], session: ["BOOT"], lastPurchase: ["TENT"], stage: LifecycleStage.Customer) with
        {
            Categories = [new Liking(Hash64.Of("Books"), 3)],
        };
        var items = shop.Ask(Ask.For(Form), visitor).Items;
        Assert.Equal(RecommendationTier.Session, Of(items, "SOCKS").Tier);
        Assert.Equal((RecommendationTier.Personal, ReasonCodes.BoughtTogether), (Of(items, "MAT").Tier, Of(items, "MAT").Reason.Code));
        Assert.Equal("Popular in Books, which you have shown interest in", Of(items, "ATLAS").Reason.Text);
    }

    [Fact]
    public void Newcomers_are_shown_alternatives_first_and_customers_what_goes_with_what_they_have_bought()
    {
        using var shop = Campsite();
        var newcomer = Ask.Visitor(viewed: ["BOOT"], session: ["BOOT"], cart: ["TENT"], stage: LifecycleStage.FirstVisit);
        Assert.Equal("SOCKS", shop.Ids(Ask.For(Form), newcomer)[0]);
        var customer = shop.Ask(Ask.For(Form), newcomer with { Stage = LifecycleStage.LoyalCustomer });
        Assert.Equal((LifecycleStage.LoyalCustomer, "MAT"), (customer.Stage, customer.Items[0].Item.Id.Value));
    }

    [Fact]
    public void What_was_just_bought_does_not_come_back_even_if_people_buy_it_again()
    {
        using var shop = new Shop().Item("TEA", "Tea", "Food", repeatable: true).Item("POT", "Pot", "Pots").Orders(9, "TEA", "POT");
        Assert.DoesNotContain("TEA", shop.Ids(Ask.For(Form, limit: 200), Ask.Visitor(lastPurchase: ["TEA"])));
        Assert.Contains("TEA", shop.Ids(Ask.For(Form, limit: 200), Ask.Visitor(bought: ["TEA"])));
    }

    [Fact]
    public void A_liked_brand_lifts_its_products_in_a_liked_category()
    {
        using var shop = new Shop().Item("A", "One", "Boots", brand: "Acme").Item("B", "Two", "Boots", brand: "Bolt").Orders(5, "A").Orders(5, "B");
        var visitor = Ask.Visitor() with { Categories = [new Liking(Hash64.Of("Boots"), 1)], Brands = [new Liking(Hash64.Of("Bolt"), 2)] };
        var items = shop.Ask(Ask.For(Form), visitor).Items;
        Assert.Equal(("B", ReasonCodes.LikedBrand), (items[0].Item.Id.Value, items[0].Reason.Code));
        Assert.Equal(("A", ReasonCodes.LikedCategory), (items[1].Item.Id.Value, items[1].Reason.Code));
    }

    [Fact]
    public void Favourites_count_like_views()
    {
        using var shop = Campsite();
        var visitor = Ask.Visitor() with { Favourites = [Given.Hash("BOOT")] };
        var first = shop.Ask(Ask.For(Form), visitor).Items[0];
        Assert.Equal(("SOCKS", RecommendationTier.Personal), (first.Item.Id.Value, first.Tier));
    }

    [Fact]
    public void Never_returns_what_is_in_the_cart_or_bought_and_not_repeatable()
    {
        using var shop = Campsite();
        var ids = shop.Ids(Ask.For(Form, limit: 200), Ask.Visitor(viewed: ["BOOT"], cart: ["SOCKS"], bought: ["MAT", "CHOC"]));
        Assert.Empty(ids.Intersect(["SOCKS", "MAT", "CHOC"]));
        Assert.Contains("CHOC", shop.Ids(Ask.For(Form, limit: 200)));
    }

    [Fact]
    public void A_visitor_of_whom_nothing_is_known_gets_what_is_popular()
    {
        using var shop = Campsite();
        foreach (var visitor in new[] { null, Ask.Visitor(), Ask.Visitor(viewed: ["GONE"], lastPurchase: ["GONE"]) })
        {
            var items = shop.Ask(Ask.For(Form), visitor).Items;
            Assert.Equal(("CHOC", RecommendationTier.Popular), (items[0].Item.Id.Value, items[0].Tier));
        }
    }

    private static RecommendedItem Of(IReadOnlyList<RecommendedItem> items, string id) => items.Single(i => i.Item.Id.Value == id);

    private static Shop Campsite()
    {
        var shop = new Shop()
            .Item("BOOT", "Boot", "Shoes").Item("SOCKS", "Socks", "Clothes").Item("TENT", "Tent", "Tents").Item("MAT", "Mat", "Sleep")
            .Item("ATLAS", "Atlas", "Books").Item("CHOC", "Chocolate", "Food").Item("MAP", "Map", "Maps")
            .Sessions(10, "BOOT", "SOCKS").Orders(20, "TENT", "MAT").Orders(10, "ATLAS").Orders(60, "CHOC", "MAP");
        shop.Now += TimeSpan.FromDays(30);
        return shop.Orders(25, "CHOC");
    }
}
