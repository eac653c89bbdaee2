using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Rules;

namespace Recs.Core.Tests.Recommendations.Explanations;

public sealed class WhyTests
{
    private static readonly RecommendationRequest CrossSell = Ask.For(RecommendationForm.CrossSell, "I0", limit: 2);

    [Fact]
    public void A_listed_product_has_its_place_score_parts_and_reason()
    {
        using var shop = Busy();
        var why = shop.Why(CrossSell, "I2");
        var list = shop.Ask(CrossSell with { Explain = true });
        Assert.Equal((KeptOut.Nothing, 1, "I2"), (why.KeptOut, why.Rank, list.Items[0].Item.Id.Value));
        Assert.Equal((list.Items[0].Score, list.Items[0].Reason.Text), (why.Score!.Value, why.Listed!.Reason.Text));
        Assert.Equal("co_purchases", why.Place!.Source);
        var part = Assert.Single(why.Place.Parts);
        Assert.Equal("I0", part.Name);
        Assert.Equal(why.Score!.Value, part.Value, 9);
    }

    [Fact]
    public void The_parts_of_a_mix_add_up_to_its_score()
    {
        using var shop = Busy();
        var visitor = Ask.Visitor(viewed: ["I1", "I3"], cart: ["I0"]);
        foreach (var item in shop.Ask(Ask.For(RecommendationForm.ForYou, limit: 20) with { Explain = true }, visitor).Items.Where(i => i.Explanation!.Source == "personal_mix"))
        {
            Assert.NotEmpty(item.Explanation!.Parts);
            Assert.Equal(item.Score, item.Explanation.Parts.Sum(p => p.Value), 9);
        }
    }

    [Fact]
    public void Below_the_cut_it_has_the_rank_it_would_have()
    {
        using var shop = Busy();
        var all = shop.Ids(CrossSell with { Limit = 200 });
        for (var rank = 3; rank <= all.Length; rank++)
        {
            var why = shop.Why(CrossSell, all[rank - 1]);
            Assert.Equal((KeptOut.BelowTheCut, rank), (why.KeptOut, why.Rank));
            Assert.Contains("ends at place 2", why.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_first_thing_that_keeps_a_product_out_is_named()
    {
        using var shop = Busy().Item("GONE", "Gone", "Odd", 7, inStock: false);
        shop.Feed.Put(new CatalogItem(new ItemId("RED"), "x") { Price = 3, Category = "Odd" });
        KeptOut Of(RecommendationRequest request, string item, VisitorView? visitor = null) => shop.Why(request, item, visitor).KeptOut;

        Assert.Equal(KeptOut.Unknown, Of(CrossSell, "NOBODY KNOWS"));
        Assert.Equal(KeptOut.OutOfStock, Of(CrossSell with { MaxPrice = 1 }, "GONE"));
        Assert.Equal(KeptOut.OtherCategory, Of(CrossSell with { Category = "Odd" }, "I2"));
        Assert.Equal(KeptOut.OtherPrice, Of(CrossSell with { MaxPrice = 1 }, "I2"));
        Assert.Equal(KeptOut.OtherAttributes, Of(CrossSell with { Attributes = new Dictionary<string, string> { ["colour"] = "red" } }, "RED"));
        Assert.Equal(KeptOut.OnPage, Of(CrossSell, "I0"));
        Assert.Equal(KeptOut.Excluded, Of(CrossSell with { Exclude = [new ItemId("I2")] }, "I2"));
        Assert.Equal(KeptOut.InOtherList, Of(CrossSell with { Taken = [new ItemId("I2")] }, "I2"));
        Assert.Equal(KeptOut.AlreadyGiven, Of(CrossSell with { After = [new ItemId("I2")] }, "I2"));
        Assert.Equal(KeptOut.InCart, Of(CrossSell, "I2", Ask.Visitor(cart: ["I2"])));
        Assert.Equal(KeptOut.StartedFrom, Of(Ask.For(RecommendationForm.ReSell), "I1", Ask.Visitor(viewed: ["I1"])));
        Assert.Equal(KeptOut.JustBought, Of(CrossSell, "I2", Ask.Visitor(lastPurchase: ["I2"])));
        Assert.Equal(KeptOut.JustBought, Of(Ask.For(RecommendationForm.ForYou), "I2", Ask.Visitor(lastPurchase: ["I2"])));
        Assert.Equal(KeptOut.BoughtBefore, Of(CrossSell, "I2", Ask.Visitor(bought: ["I2"])));
        Assert.Equal(KeptOut.BoughtBefore, Of(Ask.For(RecommendationForm.Popular), "I2", Ask.Visitor(bought: ["I2"])));
    }

    [Fact]
    public void A_product_known_from_events_alone_is_not_in_the_catalogue()
    {
        using var shop = Busy();
        shop.Feed.See(new Recs.Core.Events.ItemLine(new ItemId("SEEN")) { Name = "Seen" });
        Assert.Equal(KeptOut.NotInCatalogue, shop.Why(CrossSell, "SEEN").KeptOut);
    }

    [Fact]
    public void The_parts_of_bought_together_come_to_the_figure_of_the_reason()
    {
        using var shop = new Shop().Item("A", "Kettle", "Kettles", 5).Item("B", "Jar", "Jars", 5).Item("C", "Spade", "Tools", 5).Item("D", "Hose", "Tools", 5);
        shop.Orders(20, "A", "B").Orders(40, "C", "D");
        var why = shop.Why(Ask.For(RecommendationForm.CrossSell, "A"), "B");
        Assert.Equal("Bought together with Kettle 3.6 times as often as chance (20 baskets)", why.Listed!.Reason.Text);
        var part = Assert.Single(why.Place!.Parts);
        Assert.StartsWith("20 baskets with both, 3.3 by chance: 3.6 times as often, with 3 baskets of doubt added to both; ", part.Text, StringComparison.Ordinal);
        Assert.Equal(why.Score!.Value, part.Value, 1e-9);
    }

    [Fact]
    public void What_is_popular_says_what_that_is_measured_by()
    {
        using var shop = new Shop().Items("A", "B").Orders(4, "A").Orders(2, "B").Sessions(3, "B");
        var why = shop.Why(new RecommendationRequest(RecommendationForm.Popular), "B");
        var part = Assert.Single(why.Place!.Parts);
        Assert.Equal(("popularity", why.Score!.Value), (part.Name, part.Value));
        Assert.Equal("what 3 sessions, 0 times in a cart and 2 orders come to today, with favourites and the newer the more, as a share of the most popular product's, A", part.Text);
    }

    [Fact]
    public void A_substitute_is_named_as_one()
    {
        using var shop = new Shop().Item("A", "Blue enamel teapot", "Pots", 5).Item("B", "Blue enamel teapot", "Pots", 5).Item("C", "Spade", "Tools", 5);
        shop.Orders(20, "A", "C").Orders(20, "B", "C");
        Assert.Equal(KeptOut.Substitute, shop.Why(Ask.For(RecommendationForm.CrossSell, "A"), "B").KeptOut);
    }

    [Fact]
    public void A_rule_that_keeps_it_out_and_a_pin_that_may_not_be_are_named()
    {
        using var shop = Busy();
        var products = new ProductSelector { Items = [new ItemId("I2")] };
        shop.Rule(new Rule("hide-2", RuleAction.Hide) { Products = products }).Rule(new Rule("pin-2", RuleAction.Pin) { Products = products });
        var why = shop.Why(CrossSell, "I2");
        Assert.Equal((KeptOut.Rule, "hide-2", "pin-2"), (why.KeptOut, why.HiddenBy, why.RefusedPin));
    }

    [Fact]
    public void A_product_that_a_rule_put_there_says_which()
    {
        using var shop = Busy().Rule(new Rule("pin-9", RuleAction.Pin) { Products = new ProductSelector { Items = [new ItemId("I9")] } });
        var why = shop.Why(CrossSell, "I9");
        Assert.Equal((KeptOut.Nothing, 1, null, null), (why.KeptOut, why.Rank, why.Score, why.RefusedPin));
        Assert.Equal(["pin-9"], why.Place!.Rules);
    }

    [Fact]
    public void An_up_sell_says_which_prices_it_looks_between()
    {
        using var shop = new Shop().Item("BASE", "b", "Cups", 10).Item("DEAR", "c", "Cups", 30).Item("OTHER", "Spade", "Tools", 13).Item("UNLIKED", "e", "Cups", 13);
        shop.Orders(9, "BASE").Orders(3, "DEAR").Orders(9, "OTHER");
        var request = Ask.For(RecommendationForm.UpSell, "BASE");
        var dear = shop.Why(request, "DEAR");
        Assert.Equal(KeptOut.OutsidePriceBand, dear.KeptOut);
        Assert.Contains("between 11 and", dear.Text, StringComparison.Ordinal);
        Assert.Equal(KeptOut.OutsidePriceBand, shop.Why(Ask.For(RecommendationForm.UpSell, "DEAR"), "BASE").KeptOut);
        Assert.Equal(KeptOut.OtherNeed, shop.Why(request, "OTHER").KeptOut);
        Assert.Equal(KeptOut.LessLiked, shop.Why(request, "UNLIKED").KeptOut);
        Assert.Equal(KeptOut.NothingToStartFrom, shop.Why(Ask.For(RecommendationForm.UpSell), "DEAR").KeptOut);
    }

    [Fact]
    public void Of_a_referral_nothing_is_said_but_eligible_or_not()
    {
        using var shop = Busy();
        var why = shop.Why(Ask.For(RecommendationForm.Referral), "I2", Ask.Visitor());
        Assert.Equal((KeptOut.NotEligible, "It is not eligible.", null, null, null), (why.KeptOut, why.Text, why.Rank, why.Score, why.Place));
        var circle = Ask.Visitor() with { Circle = new Recs.Core.Recommendations.Referral.Circle(default, [Given.Hash("I2")]) };
        why = shop.Why(Ask.For(RecommendationForm.Referral), "I2", circle);
        Assert.Equal((KeptOut.Nothing, "It is eligible.", null, null, null), (why.KeptOut, why.Text, why.Rank, why.Score, why.Place));
    }

    [Theory]
    [InlineData(RecommendationForm.ReSell)]
    [InlineData(RecommendationForm.CrossSell)]
    [InlineData(RecommendationForm.ForYou)]
    [InlineData(RecommendationForm.Popular)]
    [InlineData(RecommendationForm.Trending)]
    [InlineData(RecommendationForm.RecentlyViewed)]
    public void Of_every_product_the_answer_agrees_with_the_list(RecommendationForm form)
    {
        using var shop = Busy();
        var visitor = Ask.Visitor(viewed: ["I1", "I2"], session: ["I1"], cart: ["I3"], lastPurchase: ["I4"]);
        var request = Ask.For(form, "I0", limit: 4) with { Diversity = 0.4 };
        var listed = shop.Ids(request, visitor);
        for (var i = 0; i < 11; i++)
        {
            var why = shop.Why(request, $"I{i}", visitor);
            Assert.Equal(listed.Contains($"I{i}"), why.KeptOut == KeptOut.Nothing);
            Assert.False(string.IsNullOrWhiteSpace(why.Text));
            if (why.Listed is not null) Assert.Equal(Array.IndexOf(listed, $"I{i}") + 1, why.Rank);
        }
    }

    [Fact]
    public void Names_of_causes_are_those_of_answers()
    {
        Assert.Equal("out_of_stock", KeptOut.OutOfStock.Name());
        Assert.Equal("below_the_cut", KeptOut.BelowTheCut.Name());
        Assert.Null(KeptOut.Nothing.Name());
    }

    private static Shop Busy()
    {
        var shop = new Shop();
        for (var i = 0; i < 11; i++) shop.Item($"I{i}", $"Thing number {i}", i % 2 == 0 ? "Even" : "Odd", i + 2);
        return shop.Orders(8, "I0", "I2").Orders(6, "I0", "I5").Orders(8, "I1", "I3").Orders(5, "I4", "I6").Sessions(6, "I1", "I5").Sessions(4, "I2", "I7");
    }
}
