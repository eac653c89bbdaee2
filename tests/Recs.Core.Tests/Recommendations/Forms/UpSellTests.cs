using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Explanations;

namespace Recs.Core.Tests.Recommendations.Forms;

public sealed class UpSellTests
{
    private static readonly RecommendationForm Form = RecommendationForm.UpSell;

    [Fact]
    public void Returns_what_is_dearer_by_ten_to_sixty_percent_and_nothing_else()
    {
        using var shop = Priced(("A", 100), ("CHEAPER", 90), ("EQUAL", 100), ("ALMOST", 109.99m), ("FROM", 110), ("TO", 160), ("BEYOND", 160.01m), ("CAP", 500));
        var list = shop.Ask(Ask.For(Form, "A", limit: 200));
        Assert.Equal(["FROM", "TO"], list.Items.Select(i => i.Item.Id.Value).Order());
        Assert.Equal("no_upgrade", list.Shortfall!.Code);
        Assert.Equal("Between 110 and 160 GBP there are only 2 products for the same need as A that may be shown and are known to be liked at least as well.", list.Shortfall.Text);
    }

    [Fact]
    public void The_cap_is_the_eightieth_percentile_of_the_category_but_a_quarter_more_is_always_allowed()
    {
        using var shop = Priced(("A", 100), ("B", 120), ("C", 125), ("D", 126), ("E", 10), ("F", 11), ("G", 12), ("H", 13), ("I", 14), ("J", 15));
        Assert.Equal(["B", "C"], shop.Ids(Ask.For(Form, "A")).Order());
        using var dearer = Priced(("A", 100), ("B", 120), ("C", 125), ("D", 150), ("E", 151), ("F", 1000));
        Assert.Equal(["B", "C", "D", "E"], dearer.Ids(Ask.For(Form, "A")).Order());
    }

    [Fact]
    public void Of_whom_little_is_known_the_cap_is_what_four_of_five_orders_of_the_top_category_are_paid_with()
    {
        // 208 orders: four of five of them up to 130; of the pots on offer most are dearer.
        using var shop = Priced(("A", 100), ("B", 120), ("C", 130), ("D", 140), ("E", 150), ("F", 155), ("G", 160), ("H", 170));
        shop.Item("TEA", "Tea", "Tea > Leaves", 5).Orders(164, "TEA").Orders(16, "D").Orders(8, "E").Orders(12, "G");
        Assert.Equal(["B"], shop.Ids(Ask.For(Form, "A"), Band(prices: 5, mean: 100)).Order());
        Assert.Equal(["B", "C"], shop.Ids(Ask.For(Form, "A")).Order());
        Assert.Equal(["B", "C"], shop.Ids(Ask.For(Form, "A"), Band(prices: 4, mean: 100)).Order());
        Assert.Equal("outside_price_band", shop.Why(Ask.For(Form, "A"), "D").KeptOut.Name());
    }

    [Fact]
    public void A_quarter_more_is_allowed_as_far_as_nine_of_ten_orders_go()
    {
        using var shop = Priced(("A", 100), ("B", 112), ("C", 120), ("D", 124), ("TOP", 1000));
        shop.Item("TEA", "Tea", "Tea > Leaves", 5).Orders(85, "TEA").Orders(10, "C").Orders(30, "D");
        Assert.Equal(["B", "C", "D"], shop.Ids(Ask.For(Form, "A")).Order());
        shop.Orders(200, "TEA");
        Assert.Equal(["B", "C"], shop.Ids(Ask.For(Form, "A")).Order());
        Assert.Equal(["B", "C", "D"], shop.Ids(Ask.For(Form, "A"), Band(prices: 5, mean: 200)).Order());
    }

    [Fact]
    public void The_cap_follows_the_prices_of_a_visitor_who_has_seen_five()
    {
        using var shop = Priced(("A", 100), ("B", 120), ("C", 130), ("D", 155), ("E", 1000));
        Assert.Equal(["B", "C", "D"], shop.Ids(Ask.For(Form, "A"), Band(prices: 4, mean: 100)).Order());
        Assert.Equal(["B"], shop.Ids(Ask.For(Form, "A"), Band(prices: 5, mean: 100)).Order());
        Assert.Equal(["B", "C"], shop.Ids(Ask.For(Form, "A"), Band(prices: 5, mean: 100, spread: 0.2)).Order());
        Assert.Equal(["B", "C", "D"], shop.Ids(Ask.For(Form, "A"), Band(prices: 5, mean: 100) with { PriceCurrency = "EUR" }).Order());
    }

    [Fact]
    public void Orders_per_view_tell_how_well_products_are_liked_where_both_were_viewed_often()
    {
        using var shop = Priced(("A", 100), ("LOVED", 120), ("SHELF", 130), ("TOP", 1000));
        shop.Sessions(100, "A").Sessions(40, "LOVED").Sessions(200, "SHELF").Orders(20, "A").Orders(20, "LOVED").Orders(30, "SHELF");
        var item = Assert.Single(shop.Ask(Ask.For(Form, "A")).Items);
        Assert.Equal(("LOVED", ReasonCodes.DearerByOrderRate), (item.Item.Id.Value, item.Reason.Code));
        Assert.Equal("20 % dearer than A and liked at least as well: orders per view, about 42.3 %, against 21.1 %", item.Reason.Text);
        Assert.Equal(["A"], item.Reason.Items.Select(i => i.Value));
        Assert.Equal(["Tea > Pots"], item.Reason.Categories);
    }

    [Fact]
    public void Else_the_share_of_the_categorys_orders_tells()
    {
        using var shop = Priced(("A", 100), ("MORE", 120), ("LESS", 130), ("TOP", 1000));
        shop.Sessions(19, "MORE").Sessions(100, "A").Orders(10, "A").Orders(10, "MORE").Orders(9, "LESS");
        var item = Assert.Single(shop.Ask(Ask.For(Form, "A")).Items);
        Assert.Equal(("MORE", ReasonCodes.DearerByOrders), (item.Item.Id.Value, item.Reason.Code));
    }

    [Fact]
    public void Else_the_share_of_its_views()
    {
        using var shop = new Shop().Item("A", "A", "Tea > Pots", 100).Item("MORE", "B", "Tea > Pots", 120).Item("LESS", "C", "Tea > Pots", 130).Item("TOP", "D", "Tea > Pots", 1000);
        shop.Sessions(5, "A").Sessions(6, "MORE").Sessions(4, "LESS");
        var item = Assert.Single(shop.Ask(Ask.For(Form, "A")).Items);
        Assert.Equal(("MORE", ReasonCodes.DearerByViews), (item.Item.Id.Value, item.Reason.Code));
    }

    [Fact]
    public void Orders_told_without_views_are_not_taken_for_orders_per_view()
    {
        using var shop = Priced(("A", 100), ("IMPORTED", 120), ("TOP", 1000));
        shop.Sessions(20, "A", "IMPORTED").Orders(100, "A").Orders(150, "IMPORTED");
        Assert.Equal(ReasonCodes.DearerByOrders, Assert.Single(shop.Ask(Ask.For(Form, "A")).Items).Reason.Code);
    }

    [Fact]
    public void What_nobody_has_viewed_or_ordered_is_not_liked()
    {
        using var shop = new Shop().Item("A", "A", "Tea > Pots", 100).Item("B", "B", "Tea > Pots", 120);
        Assert.Equal("Between 110 and 125 GBP there is no product for the same need as A that may be shown and is known to be liked at least as well.", shop.Ask(Ask.For(Form, "A")).Shortfall!.Text);
    }

    [Fact]
    public void Similar_products_of_other_categories_serve_the_same_need_and_strangers_do_not()
    {
        using var shop = Priced(("A", 100)).Item("SIMILAR", "S", "Tea > Sets", 120).Item("STRANGER", "T", "Tea > Sets", 120).Item("DOLLARS", "U", "Tea > Sets");
        shop.Feed.Put(new Recs.Core.Catalog.CatalogItem(new ItemId("DOLLARS"), "U") { Category = "Tea > Sets", Price = 120, Currency = "USD" });
        shop.Sessions(30, "A", "SIMILAR").Sessions(30, "A", "DOLLARS").Sessions(30, "STRANGER");
        shop.Orders(40, "SIMILAR").Orders(40, "STRANGER").Orders(40, "DOLLARS").Orders(10, "A");
        Assert.Equal(["SIMILAR"], shop.Ids(Ask.For(Form, "A")));
    }

    [Fact]
    public void First_comes_what_people_who_look_at_the_product_look_at()
    {
        using var shop = Priced(("A", 100), ("B", 120), ("C", 120), ("D", 120), ("TOP", 1000));
        shop.Sessions(9, "A", "C").Sessions(2, "A", "B");
        Assert.Equal(["C", "B", "D"], shop.Ids(Ask.For(Form, "A")));
    }

    [Fact]
    public void Starts_from_what_the_visitor_looked_at_last_where_no_item_is_named()
    {
        using var shop = Priced(("A", 100), ("B", 120), ("C", 10), ("D", 12), ("TOP", 1000));
        Assert.Equal(["D"], shop.Ids(Ask.For(Form), Ask.Visitor(viewed: ["C", "A"])));
        Assert.Equal(["B"], shop.Ids(Ask.For(Form), Ask.Visitor(cart: ["A"])));
        Assert.Equal("no_anchor", shop.Ask(Ask.For(Form), Ask.Visitor()).Shortfall!.Code);
        Assert.Equal("no_price", shop.Item("FREE", "Free", "Tea > Pots").Ask(Ask.For(Form, "FREE")).Shortfall!.Code);
    }

    [Fact]
    public void A_configured_fallback_stays_inside_the_band()
    {
        var options = new RecommenderOptions { Chains = new Dictionary<string, IReadOnlyList<string>> { ["up_sell"] = ["popular", "catalogue"] } };
        using var shop = Priced(options, ("A", 100), ("B", 120), ("CHEAP", 1), ("TOP", 1000));
        Assert.Equal(["B"], shop.Ids(Ask.For(Form, "A", limit: 200)));
    }

    [Fact]
    public void Never_returns_what_is_in_the_cart_or_bought_and_not_repeatable()
    {
        using var shop = Priced(("A", 100), ("B", 120), ("C", 121), ("D", 122), ("TOP", 1000));
        Assert.Equal(["D"], shop.Ids(Ask.For(Form, "A", limit: 200), Ask.Visitor(cart: ["B"], bought: ["C"])));
    }

    private static VisitorView Band(long prices, double mean, double spread = 0) =>
        Ask.Visitor() with { PriceCurrency = "GBP", PriceBands = [new PriceBand(Hash64.Of("Tea"), prices, Math.Log(mean), spread)] };

    private static Shop Priced(params (string Id, decimal Price)[] items) => Priced(RecommenderOptions.Default, items);

    // Each ordered equally often, so that liking keeps nothing out unless a test says so.
    private static Shop Priced(RecommenderOptions options, params (string Id, decimal Price)[] items)
    {
        var shop = new Shop(options);
        foreach (var (id, price) in items) shop.Item(id, id, "Tea > Pots", price).Orders(1, id);
        return shop;
    }
}
