using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations.Forms;

public sealed class CrossSellTests
{
    private static readonly RecommendationForm Form = RecommendationForm.CrossSell;

    [Fact]
    public void Planted_complements_come_first()
    {
        using var shop = Planted();
        var items = shop.Ask(Ask.For(Form, "TENT")).Items;
        Assert.Equal(["PEGS", "MAT"], items.Take(2).Select(i => i.Item.Id.Value).Order().Reverse());
        Assert.All(items.Take(2), i => Assert.Equal((ReasonCodes.BoughtTogether, RecommendationTier.Similar), (i.Reason.Code, i.Tier)));
    }

    [Fact]
    public void Never_returns_substitutes_of_the_anchor_not_even_as_a_fallback()
    {
        using var shop = Planted();
        Assert.DoesNotContain("TENT2", shop.Ids(Ask.For(Form, "TENT", limit: 200)));
        Assert.DoesNotContain("TENT2", shop.Ids(Ask.For(Form, cart: ["MAT", "TENT"], limit: 200)));
        Assert.Contains("TENT2", shop.Ids(Ask.For(Form, "MAT", limit: 200)));
    }

    [Fact]
    public void Products_viewed_together_but_not_bought_together_are_substitutes_too()
    {
        using var shop = Planted();
        Assert.Contains("YURT", shop.Ids(Ask.For(Form, "TENT", limit: 200)));
        shop.Sessions(30, "TENT", "YURT");
        Assert.DoesNotContain("YURT", shop.Ids(Ask.For(Form, "TENT", limit: 200)));
    }

    [Fact]
    public void Variants_that_people_collect_are_complements()
    {
        using var shop = Planted().Orders(30, "TENT", "TENT2");
        var item = shop.Ask(Ask.For(Form, "TENT")).Items.Single(i => i.Item.Id.Value == "TENT2");
        Assert.Equal(ReasonCodes.BoughtTogether, item.Reason.Code);
    }

    [Fact]
    public void Where_no_baskets_tell_a_like_title_counts_as_a_substitute()
    {
        using var shop = new Shop().Item("A", "Red coffee mug", "Mugs").Item("B", "Blue coffee mug", "Mugs").Item("C", "Spoon", "Mugs");
        Assert.Equal(["C"], shop.Ids(Ask.For(Form, "A")));
    }

    [Fact]
    public void Never_returns_what_is_in_the_cart_or_was_just_bought()
    {
        using var shop = Planted().Item("MAT", "Sleeping mat", "Sleep", repeatable: true).Item("PEGS", "Pegs", "Small", repeatable: true);
        Assert.DoesNotContain("MAT", shop.Ids(Ask.For(Form, "TENT", cart: ["MAT"], limit: 200)));
        Assert.DoesNotContain("MAT", shop.Ids(Ask.For(Form, "TENT", limit: 200), Ask.Visitor(cart: ["MAT"])));
        Assert.DoesNotContain("MAT", shop.Ids(Ask.For(Form, "TENT", limit: 200), Ask.Visitor(lastPurchase: ["MAT"])));
        Assert.Contains("MAT", shop.Ids(Ask.For(Form, "TENT", limit: 200), Ask.Visitor(bought: ["MAT"])));
    }

    [Fact]
    public void Never_returns_earlier_purchases_that_are_not_repeatable()
    {
        using var shop = Planted();
        var visitor = Ask.Visitor(bought: ["MAT"]);
        Assert.DoesNotContain("MAT", shop.Ids(Ask.For(Form, "TENT", limit: 200), visitor));
        shop.Reorders(6, "MAT");
        Assert.DoesNotContain("MAT", shop.Ids(Ask.For(Form, "TENT", limit: 200), visitor));
        shop.Reorders(30, "MAT");
        Assert.Contains("MAT", shop.Ids(Ask.For(Form, "TENT", limit: 200), visitor));
    }

    [Fact]
    public void A_cart_of_several_products_adds_their_evidence_up()
    {
        using var shop = Planted().Orders(20, "STOVE", "GAS").Orders(20, "STOVE", "LIGHTER").Orders(20, "GAS", "LIGHTER").Items("STOVE", "GAS", "LIGHTER");
        var items = shop.Ask(Ask.For(Form, cart: ["STOVE", "GAS"])).Items;
        Assert.Equal(("LIGHTER", RecommendationTier.Session), (items[0].Item.Id.Value, items[0].Tier));
        Assert.True(items[0].Score > shop.Ask(Ask.For(Form, cart: ["STOVE"])).Items.Single(i => i.Item.Id.Value == "LIGHTER").Score);
    }

    [Fact]
    public void Starts_from_the_visitors_cart_else_from_the_last_order()
    {
        using var shop = Planted();
        var fromCart = shop.Ask(Ask.For(Form), Ask.Visitor(cart: ["TENT"], lastPurchase: ["BOOK"])).Items[0];
        Assert.Equal((RecommendationTier.Session, "TENT"), (fromCart.Tier, fromCart.Reason.Items[0].Value));
        var fromOrder = shop.Ask(Ask.For(Form), Ask.Visitor(lastPurchase: ["TENT"])).Items[0];
        Assert.Equal((RecommendationTier.Personal, "TENT"), (fromOrder.Tier, fromOrder.Reason.Items[0].Value));
    }

    [Fact]
    public void A_cart_may_hold_two_hundred_products_and_none_of_them_comes_back()
    {
        var cart = Enumerable.Range(0, 200).Select(i => $"C{i}").ToArray();
        using var shop = Planted().Items(cart);
        var ids = shop.Ids(Ask.For(Form, cart: cart, limit: 200));
        Assert.NotEmpty(ids);
        Assert.Empty(ids.Intersect(cart));
    }

    [Fact]
    public void Substitutes_of_the_last_product_of_a_long_cart_do_not_come_back_either()
    {
        string[] cart = [.. Enumerable.Range(0, 199).Select(i => $"C{i}"), "TENT"];
        using var shop = Planted().Items(cart[..^1]);
        Assert.DoesNotContain("TENT2", shop.Ids(Ask.For(Form, cart: cart, limit: 200)));
    }

    private static Shop Planted() => new Shop()
        .Item("TENT", "Dome tent green", "Tents").Item("TENT2", "Dome tent blue", "Tents").Item("YURT", "Yurt", "Tents")
        .Item("MAT", "Sleeping mat", "Sleep").Item("PEGS", "Pegs", "Small").Item("BOOK", "Atlas", "Books").Item("HIT", "Chocolate", "Food")
        .Orders(20, "TENT", "MAT").Orders(20, "TENT", "PEGS").Orders(20, "TENT2", "MAT").Orders(20, "TENT2", "PEGS")
        .Orders(60, "BOOK", "HIT");
}
