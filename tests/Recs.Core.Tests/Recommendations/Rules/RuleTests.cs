using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Recommendations.Rules;

/// <summary>What rules do to lists.</summary>
public sealed class RuleTests
{
    private static readonly RecommendationRequest Popular = Ask.For(RecommendationForm.Popular, limit: 4);

    [Fact]
    public void A_hidden_product_does_not_come_and_the_list_is_still_full()
    {
        using var shop = Shop().Rule(Make("no-a", RuleAction.Hide, "A"));
        Assert.Equal(["B", "C", "D", "E"], shop.Ids(Popular));
    }

    [Fact]
    public void A_filter_lets_only_its_products_come_and_several_filters_all_hold()
    {
        using var shop = Shop().Rule(new Rule("cups", RuleAction.Filter) { Products = new ProductSelector { Category = "Home > Cups" } });
        Assert.Equal(["B", "D", "F"], shop.Ids(Popular));
        shop.Rule(new Rule("cheap", RuleAction.Filter) { Products = new ProductSelector { MaxPrice = 3 } });
        Assert.Equal(["B"], shop.Ids(Popular));
    }

    [Fact]
    public void A_pinned_product_stands_at_its_place_with_a_reason_that_says_so()
    {
        using var shop = Shop().Rule(Make("f-second", RuleAction.Pin, "F") with { Position = 2 });
        var list = shop.Ask(Popular);
        Assert.Equal(["A", "F", "B", "C"], list.Items.Select(i => i.Item.Id.Value));
        Assert.Equal(ReasonCodes.ChosenByShop, list.Items[1].Reason.Code);
    }

    [Fact]
    public void A_product_is_pinned_down_as_well_as_up_and_comes_once()
    {
        using var shop = Shop().Rule(Make("a-third", RuleAction.Pin, "A") with { Position = 3 });
        Assert.Equal(["B", "C", "A", "D"], shop.Ids(Popular));
    }

    [Fact]
    public void Of_two_pins_for_one_place_the_higher_priority_has_it_and_the_other_the_next()
    {
        using var shop = Shop().Rule(Make("e", RuleAction.Pin, "E")).Rule(Make("f", RuleAction.Pin, "F") with { Priority = 5 });
        Assert.Equal(["F", "E", "A", "B"], shop.Ids(Popular));
    }

    [Fact]
    public void A_pin_behind_the_end_of_a_short_list_comes_last()
    {
        using var shop = Shop().Rule(Make("only", RuleAction.Filter, "A", "B", "F")).Rule(Make("f", RuleAction.Pin, "F") with { Position = 4 });
        Assert.Equal(["A", "B", "F"], shop.Ids(Popular));
    }

    [Fact]
    public void A_pin_for_a_later_page_waits_for_it()
    {
        using var shop = Shop().Rule(Make("f", RuleAction.Pin, "F") with { Position = 5 });
        var first = shop.Ids(Popular with { Limit = 3 });
        Assert.Equal(["A", "B", "C"], first);
        Assert.Equal(["D", "F", "E"], shop.Ids(Popular with { Limit = 3, After = [.. first.Select(i => new ItemId(i))] }));
    }

    [Fact]
    public void A_boost_multiplies_scores_within_what_a_source_proposes()
    {
        using var shop = Shop().Rule(new Rule("dear", RuleAction.Boost) { Products = new ProductSelector { MinPrice = 5 }, Factor = 100 });
        Assert.Equal(["E", "F", "A", "B"], shop.Ids(Popular));
    }

    [Fact]
    public void A_buried_product_comes_only_where_nothing_else_is_left()
    {
        using var shop = Shop().Rule(Make("a-last", RuleAction.Bury, "A", "B"));
        Assert.Equal(["C", "D", "E", "F"], shop.Ids(Popular));
        Assert.Equal(["C", "D", "E", "F", "A", "B"], shop.Ids(Popular with { Limit = 10 }));
        Assert.Equal("no_eligible_items", shop.Ask(Popular with { Limit = 10 }).Shortfall!.Code);
    }

    [Fact]
    public void Hide_comes_before_pin_and_bury_before_boost()
    {
        using var shop = Shop().Rule(Make("hide", RuleAction.Hide, "A")).Rule(Make("pin", RuleAction.Pin, "A"))
            .Rule(Make("bury", RuleAction.Bury, "B")).Rule(Make("boost", RuleAction.Boost, "B") with { Factor = 100 });
        Assert.Equal(["C", "D", "E", "F"], shop.Ids(Popular));
    }

    [Fact]
    public void A_pin_comes_before_a_bury()
    {
        using var shop = Shop().Rule(Make("bury", RuleAction.Bury, "A", "B")).Rule(Make("pin", RuleAction.Pin, "B"));
        Assert.Equal(["B", "C", "D", "E"], shop.Ids(Popular));
    }

    [Fact]
    public void Diversity_brings_nothing_buried_forward()
    {
        using var shop = Shop().Rule(Make("bury", RuleAction.Bury, "A", "B"));
        Assert.Empty(shop.Ids(Popular with { Diversity = 1 }).Intersect(["A", "B"]));
        Assert.Equal(["A", "B"], shop.Ids(Popular with { Limit = 10, Diversity = 1 }).TakeLast(2).Order());
    }

    [Theory]
    [InlineData(RecommendationForm.CrossSell)]
    [InlineData(RecommendationForm.ForYou)]
    public void No_rule_brings_back_what_a_form_must_not_return(RecommendationForm form)
    {
        using var shop = Shop().Item("GONE", "Gone", "Home > Cups", 3, inStock: false).Rule(Make("p1", RuleAction.Pin, "D")).Rule(Make("p2", RuleAction.Pin, "GONE")).Rule(Make("p3", RuleAction.Pin, "E"))
            .Rule(Make("b", RuleAction.Boost, "D", "E", "GONE") with { Factor = 100 });
        var visitor = Ask.Visitor(cart: ["D"], bought: ["E"]);
        Assert.Empty(shop.Ids(Ask.For(form, "A", limit: 20), visitor).Intersect(["GONE", "D", "E", "A"]));
    }

    [Fact]
    public void A_pin_into_an_up_sell_counts_only_for_what_the_form_may_return()
    {
        using var shop = new Shop().Item("BASE", "b", "Cups", 10).Item("BETTER", "c", "Cups", 13).Item("BEST", "d", "Cups", 15).Item("TOO DEAR", "e", "Cups", 90).Item("CHEAP", "f", "Cups", 5);
        foreach (var item in new[] { "BASE", "BETTER", "BEST", "TOO DEAR", "CHEAP" }) shop.Orders(5, item);
        shop.Rule(Make("p1", RuleAction.Pin, "TOO DEAR")).Rule(Make("p2", RuleAction.Pin, "CHEAP"));
        var request = Ask.For(RecommendationForm.UpSell, "BASE", limit: 5);
        var without = shop.Ids(request);
        Assert.NotEmpty(without);
        Assert.Empty(without.Intersect(["TOO DEAR", "CHEAP"]));
        shop.Rule(Make("p3", RuleAction.Pin, without[^1]));
        Assert.Equal(without[^1], shop.Ids(request)[0]);
        Assert.Equal("p1", shop.Why(request, "TOO DEAR").RefusedPin);
    }

    [Fact]
    public void Conditions_are_about_placement_form_category_stage_and_time()
    {
        using var shop = Shop();
        var hide = Make("hide", RuleAction.Hide, "A");
        bool Hides(RuleCondition when, RecommendationRequest request, VisitorView? visitor = null) => !shop.Rule(hide with { When = when }).Ids(request, visitor).Contains("A");

        Assert.True(Hides(new RuleCondition { Placements = ["home", "side"] }, Popular with { Placement = "side" }));
        Assert.False(Hides(new RuleCondition { Placements = ["home"] }, Popular with { Placement = "side" }));
        Assert.False(Hides(new RuleCondition { Placements = ["home"] }, Popular));
        Assert.True(Hides(new RuleCondition { Forms = [RecommendationForm.Popular] }, Popular));
        Assert.False(Hides(new RuleCondition { Forms = [RecommendationForm.Trending] }, Popular));
        Assert.True(Hides(new RuleCondition { Category = "Home" }, Popular with { Category = "Home > Pots" }));
        Assert.True(Hides(new RuleCondition { Category = "Home > Cups" }, Popular with { Item = new ItemId("B") }));
        Assert.False(Hides(new RuleCondition { Category = "Home > Cups" }, Popular with { Item = new ItemId("C") }));
        Assert.False(Hides(new RuleCondition { Category = "Home" }, Popular));
        Assert.True(Hides(new RuleCondition { Stages = [LifecycleStage.Customer] }, Popular, Ask.Visitor(stage: LifecycleStage.Customer)));
        Assert.False(Hides(new RuleCondition { Stages = [LifecycleStage.Customer] }, Popular, Ask.Visitor(stage: LifecycleStage.Prospect)));
        Assert.False(Hides(new RuleCondition { Stages = [LifecycleStage.FirstVisit] }, Popular));
    }

    [Fact]
    public void A_rule_is_in_force_between_its_times_and_only_while_it_is_enabled()
    {
        using var shop = Shop();
        var now = Instant.Now(shop.Clock);
        bool Hides(Rule rule) => !shop.Rule(rule).Ids(Popular).Contains("A");
        var hide = Make("hide", RuleAction.Hide, "A");
        Assert.True(Hides(hide with { From = now, Until = now + TimeSpan.FromSeconds(1) }));
        Assert.False(Hides(hide with { From = now + TimeSpan.FromSeconds(1) }));
        Assert.False(Hides(hide with { Until = now }));
        Assert.False(Hides(hide with { Enabled = false }));
    }

    private static Rule Make(string id, RuleAction action, params string[] items) =>
        new(id, action) { Products = new ProductSelector { Items = [.. items.Select(i => new ItemId(i))] } };

    // A sells best, then B, and so on; B, D and F are cups.
    private static Shop Shop()
    {
        var shop = new Shop();
        for (var i = 0; i < 6; i++) shop.Item($"{(char)('A' + i)}", $"Thing {i}", i % 2 == 1 ? "Home > Cups" : "Home > Pots", 1 + i).Orders(30 - (i * 4), $"{(char)('A' + i)}");
        return shop;
    }
}
