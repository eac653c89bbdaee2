using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations.Forms;

/// <summary>What <c>cross_sell</c> answers for a product of which baskets tell too little.</summary>
public sealed class CrossSellOfLikeTests
{
    private static readonly RecommendationForm Form = RecommendationForm.CrossSell;

    [Fact]
    public void A_product_without_orders_is_answered_with_what_goes_with_those_like_it_in_category_and_price()
    {
        using var shop = Planted();
        Assert.Equal(["BEANS1", "BEANS2"], shop.Ids(Ask.For(Form, "CHEAP-NEW")).Take(2).Order());
        Assert.Equal(["BEANS7", "BEANS8"], shop.Ids(Ask.For(Form, "DEAR-NEW")).Take(2).Order());
    }

    [Fact]
    public void Nothing_of_one_shop_gets_into_the_answers_of_another()
    {
        // The other shop's products have no category, and are bought with everything; numbers are the same in both.
        using var first = Planted();
        var alone = first.Ask(Ask.For(Form, "CHEAP-NEW", limit: 50)).Items.Select(i => (i.Item.Id.Value, i.Score)).ToList();
        using var other = Planted(uncategorised: true);
        for (var i = 0; i < 20; i++) other.Ask(Ask.For(Form, "CHEAP-NEW", limit: 50));
        using var again = Planted();
        Assert.Equal(alone, again.Ask(Ask.For(Form, "CHEAP-NEW", limit: 50)).Items.Select(i => (i.Item.Id.Value, i.Score)));
    }

    [Fact]
    public void The_reason_names_both_categories_and_what_baskets_hold()
    {
        using var shop = Planted();
        var item = shop.Ask(Ask.For(Form, "CHEAP-NEW")).Items[0];
        Assert.Equal((ReasonCodes.LikeBoughtTogether, RecommendationTier.Segment), (item.Reason.Code, item.Tier));
        Assert.Equal(["CHEAP-NEW"], item.Reason.Items.Select(i => i.Value));
        Assert.Equal(["Grinders", "Beans"], item.Reason.Categories);
        Assert.Matches(@"^People who buy from Grinders also buy from Beans, at like prices \d+\.\d times as often as chance \(\d+ pairs in baskets\)$", item.Reason.Text);
    }

    [Fact]
    public void What_the_score_is_made_of_adds_up_to_it()
    {
        using var shop = Planted();
        var request = Ask.For(Form, cart: ["CHEAP-NEW", "DEAR-NEW"], limit: 50);
        var answer = shop.Why(request, "BEANS1");
        Assert.NotEmpty(answer.Place!.Parts);
        Assert.Equal(answer.Score!.Value, answer.Place.Parts.Sum(p => p.Value), 1e-9);
        Assert.Equal("co_purchases_of_like", answer.Place.Source);
    }

    [Fact]
    public void What_the_product_itself_is_bought_with_comes_first()
    {
        using var shop = Planted().Orders(10, "CHEAP-NEW", "CLOTH");
        var items = shop.Ask(Ask.For(Form, "CHEAP-NEW")).Items;
        Assert.Equal(("CLOTH", ReasonCodes.BoughtTogether), (items[0].Item.Id.Value, items[0].Reason.Code));
        Assert.Equal(ReasonCodes.LikeBoughtTogether, items[1].Reason.Code);
    }

    [Fact]
    public void What_its_own_baskets_refute_is_not_said_of_it()
    {
        // By chance alone six of its baskets would hold those beans, and three the others; none does.
        using var shop = Planted().Orders(80, "CHEAP-NEW", "CLOTH");
        foreach (var grinder in new[] { "GRINDER1", "GRINDER2", "GRINDER3" }) shop.Orders(6, grinder, "BEANS1");
        var like = shop.Ask(Ask.For(Form, "CHEAP-NEW", limit: 200)).Items.Where(i => i.Reason.Code == ReasonCodes.LikeBoughtTogether).Select(i => i.Item.Id.Value).ToList();
        Assert.DoesNotContain("BEANS1", like);
        Assert.Contains("BEANS2", like);
    }

    [Fact]
    public void Substitutes_stay_out_whatever_like_products_are_bought_with()
    {
        using var shop = Planted().Orders(40, "GRINDER1", "GRINDER2");
        shop.Item("CHEAP-TWIN", "Little hand grinder", "Grinders", 12).Item("CHEAP-NEW", "Little hand grinder", "Grinders", 11);
        Assert.DoesNotContain("CHEAP-TWIN", shop.Ids(Ask.For(Form, "CHEAP-NEW", limit: 200)));
    }

    [Fact]
    public void Nothing_is_said_of_a_product_without_a_category_or_where_baskets_tell_nothing()
    {
        using var shop = Planted().Item("ODD", "Something");
        Assert.All(shop.Ask(Ask.For(Form, "ODD")).Items, i => Assert.Equal(ReasonCodes.Popular, i.Reason.Code));
        using var empty = new Shop().Item("A", "Kettle", "Kettles", 10).Item("B", "Jar", "Jars", 5);
        Assert.All(empty.Ask(Ask.For(Form, "A")).Items, i => Assert.Equal(ReasonCodes.InCatalogue, i.Reason.Code));
    }

    // Cheap grinders are bought with cheap beans and dear ones with dear beans; a cheap and a dear one are new.
    private static Shop Planted(bool uncategorised = false)
    {
        var shop = new Shop();
        foreach (var (id, price) in new[] { ("GRINDER1", 10), ("GRINDER2", 12), ("GRINDER3", 14), ("GRINDER7", 90), ("GRINDER8", 95), ("GRINDER9", 100) })
            shop.Item(id, $"Mill {id}", "Grinders", price);
        shop.Item("CHEAP-NEW", "Alpha", "Grinders", 11).Item("DEAR-NEW", "Omega", "Grinders", 97);
        foreach (var (id, price) in new[] { ("BEANS1", 5), ("BEANS2", 6), ("BEANS7", 30), ("BEANS8", 32) }) shop.Item(id, $"Coffee {id}", uncategorised ? null : "Beans", price);
        shop.Item("CLOTH", "Cloth", "Cleaning", 3).Item("HIT", "Chocolate", "Food", 2).Item("PAPER", "Paper", "Office", 4);
        foreach (var grinder in new[] { "GRINDER1", "GRINDER2", "GRINDER3" }) shop.Orders(6, grinder, "BEANS1").Orders(6, grinder, "BEANS2");
        foreach (var grinder in new[] { "GRINDER7", "GRINDER8", "GRINDER9" }) shop.Orders(6, grinder, "BEANS7").Orders(6, grinder, "BEANS8");
        return shop.Orders(60, "HIT", "PAPER");
    }
}
