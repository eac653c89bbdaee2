using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations.Forms;

public sealed class ReSellTests
{
    private static readonly RecommendationForm Form = RecommendationForm.ReSell;

    [Fact]
    public void Views_of_the_same_sessions_come_first_and_say_so()
    {
        using var shop = Mugs().Sessions(5, "RED", "PLATE").Sessions(2, "RED", "BLUE");
        var items = shop.Ask(Ask.For(Form, "RED")).Items;
        Assert.Equal(["PLATE", "BLUE"], items.Take(2).Select(i => i.Item.Id.Value));
        Assert.Equal("Viewed in the same session as Red coffee mug (5 sessions)", items[0].Reason.Text);
        Assert.Equal((ReasonCodes.ViewedTogether, RecommendationTier.Similar), (items[0].Reason.Code, items[0].Tier));
    }

    [Fact]
    public void A_product_of_another_category_counts_half()
    {
        using var shop = Mugs().Sessions(5, "RED", "PLATE").Sessions(5, "RED", "BLUE").Sessions(5, "RED", "LAMP");
        Assert.Equal(["BLUE", "LAMP", "PLATE"], shop.Ids(Ask.For(Form, "RED")).Take(3));
    }

    [Fact]
    public void Without_views_the_words_of_the_titles_decide_within_the_category()
    {
        using var shop = Mugs();
        var items = shop.Ask(Ask.For(Form, "RED")).Items.Where(i => i.Reason.Code == ReasonCodes.SimilarTitle).ToList();
        Assert.Equal(["BLUE", "TALL"], items.Select(i => i.Item.Id.Value));
        Assert.Equal("Its title is like Red coffee mug (coffee, mug), within Kitchen > Mugs", items[0].Reason.Text);
        Assert.Equal(["Kitchen > Mugs"], items[0].Reason.Categories);
    }

    [Fact]
    public void Equal_titles_are_decided_by_the_price()
    {
        using var shop = new Shop().Item("A", "Coffee mug", "Mugs", 10).Item("B", "Coffee mug", "Mugs", 30).Item("C", "Coffee mug", "Mugs", 9).Item("D", "Coffee mug", "Mugs");
        Assert.Equal(["C", "B", "D"], shop.Ids(Ask.For(Form, "A")));
    }

    [Fact]
    public void A_better_title_beats_a_better_price()
    {
        using var shop = new Shop().Item("A", "Red coffee mug", "Mugs", 10).Item("B", "Red coffee mug", "Mugs", 1000).Item("C", "Blue coffee mug", "Mugs", 10);
        Assert.Equal(["B", "C"], shop.Ids(Ask.For(Form, "A")));
    }

    [Fact]
    public void Like_titles_of_sister_categories_come_after_the_category_itself()
    {
        using var shop = Mugs().Item("OTHER", "Egg timer", "Kitchen > Mugs").Orders(1, "OTHER").Item("SISTER", "Red coffee mug", "Kitchen > Sets").Item("STRANGER", "Red coffee mug", "Garden > Sets");
        var items = shop.Ask(Ask.For(Form, "RED")).Items;
        Assert.Equal(["BLUE", "TALL", "OTHER", "SISTER"], items.Take(4).Select(i => i.Item.Id.Value));
        Assert.Equal("Its title is like Red coffee mug (red, coffee, mug), within Kitchen", items[3].Reason.Text);
        Assert.NotEqual(ReasonCodes.SimilarTitle, items.Single(i => i.Item.Id.Value == "STRANGER").Reason.Code);
    }

    [Fact]
    public void Never_returns_the_item_itself()
    {
        using var shop = Mugs().Sessions(5, "RED", "BLUE").Orders(9, "RED");
        Assert.DoesNotContain("RED", shop.Ids(Ask.For(Form, "RED", limit: 200)));
    }

    [Fact]
    public void Without_an_item_the_recent_views_are_compared_and_the_newest_counts_most()
    {
        using var shop = Mugs().Item("SHADE", "Lamp shade green", "Lamps").Item("LAMP2", "Lamp green", "Lamps");
        var list = shop.Ask(Ask.For(Form), Ask.Visitor(viewed: ["LAMP2", "RED"], session: ["LAMP2"]));
        Assert.Equal(["SHADE", "LAMP", "BLUE"], list.Items.Take(3).Select(i => i.Item.Id.Value));
        Assert.Equal([RecommendationTier.Session, RecommendationTier.Session, RecommendationTier.Personal], list.Items.Take(3).Select(i => i.Tier));
        Assert.DoesNotContain(list.Items, i => i.Item.Id.Value is "LAMP2" or "RED");
    }

    [Fact]
    public void An_unknown_item_falls_back_to_the_recent_views_and_then_to_what_is_popular()
    {
        using var shop = Mugs().Orders(5, "PLATE");
        Assert.Equal("BLUE", shop.Ids(Ask.For(Form, "NOBODY KNOWS"), Ask.Visitor(viewed: ["RED"]))[0]);
        Assert.Equal("PLATE", shop.Ids(Ask.For(Form, "NOBODY KNOWS"))[0]);
    }

    [Fact]
    public void Bought_products_come_back_only_if_people_buy_them_again()
    {
        using var shop = Mugs().Item("REFILL", "Coffee mug refill", "Kitchen > Mugs", repeatable: true);
        var ids = shop.Ids(Ask.For(Form, "RED", limit: 200), Ask.Visitor(bought: ["BLUE", "REFILL", "LAMP"]));
        Assert.Contains("REFILL", ids);
        Assert.DoesNotContain("BLUE", ids);
        Assert.DoesNotContain("LAMP", ids);
    }

    [Fact]
    public void Variants_that_people_collect_are_complements_and_no_substitutes()
    {
        using var shop = Mugs().Item("SET", "Green coffee mug", "Kitchen > Mugs").Sessions(9, "RED", "SET").Sessions(9, "RED", "TALL").Orders(20, "RED", "SET").Orders(20, "PLATE", "LAMP");
        var items = shop.Ask(Ask.For(Form, "RED")).Items;
        Assert.Equal(["TALL", "BLUE"], items.Take(2).Select(i => i.Item.Id.Value));
        Assert.Equal(ReasonCodes.PopularInCategory, items.Single(i => i.Item.Id.Value == "SET").Reason.Code);
        Assert.Equal("SET", shop.Ids(Ask.For(RecommendationForm.CrossSell, "RED"))[0]);
    }

    private static Shop Mugs() => new Shop()
        .Item("RED", "Red coffee mug", "Kitchen > Mugs", 5)
        .Item("BLUE", "Blue coffee mug", "Kitchen > Mugs", 6)
        .Item("TALL", "Tall mug", "Kitchen > Mugs", 7)
        .Item("PLATE", "Plate", "Kitchen > Plates", 8)
        .Item("LAMP", "Lamp", "Lamps", 50);
}
