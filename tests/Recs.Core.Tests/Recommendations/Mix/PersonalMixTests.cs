using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Mix;
using Recs.Core.Recommendations.Sources;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Recommendations.Mix;

public sealed class PersonalMixTests
{
    private static readonly RecommendationForm Form = RecommendationForm.ForYou;

    [Fact]
    public void Every_form_gets_its_share_of_the_places()
    {
        using var shop = Filled(new MixPart("re_sell", 0.5), new MixPart("cross_sell", 0.3), new MixPart("popular", 0.2));
        var items = shop.Ask(Ask.For(Form), Shopper()).Items;
        Assert.Equal((5, 3, 2), (Count(items, ReasonCodes.ViewedTogether), Count(items, ReasonCodes.BoughtTogether), Count(items, ReasonCodes.Popular)));
        Assert.Equal([ReasonCodes.ViewedTogether, ReasonCodes.BoughtTogether, ReasonCodes.Popular, ReasonCodes.ViewedTogether], items.Take(4).Select(i => i.Reason.Code));
    }

    [Fact]
    public void Within_its_places_a_form_keeps_its_own_order_and_its_own_reasons()
    {
        using var shop = Filled(new MixPart("re_sell", 0.5), new MixPart("cross_sell", 0.5));
        var mixed = shop.Ask(Ask.For(Form), Shopper()).Items.Where(i => i.Reason.Code == ReasonCodes.BoughtTogether).ToList();
        var alone = shop.Ask(Ask.For(RecommendationForm.CrossSell), Shopper()).Items.Take(mixed.Count).ToList();
        Assert.Equal(alone.Select(i => (i.Item.Id, i.Reason.Text)), mixed.Select(i => (i.Item.Id, i.Reason.Text)));
    }

    [Fact]
    public void A_form_with_nothing_to_say_leaves_its_places_to_the_others()
    {
        using var shop = Filled(new MixPart("re_sell", 0.5), new MixPart("referral", 0.5));
        var items = shop.Ask(Ask.For(Form), Shopper()).Items;
        Assert.Equal(10, Count(items, ReasonCodes.ViewedTogether));
    }

    [Fact]
    public void The_fallbacks_of_a_form_are_no_part_of_its_share()
    {
        using var shop = Filled(new MixPart("cross_sell", 0.5), new MixPart("trending", 0.5));
        var items = shop.Ask(Ask.For(Form), Ask.Visitor(viewed: ["V0"])).Items;
        Assert.Equal(0, Count(items, ReasonCodes.BoughtTogether));
        Assert.Equal(10, Count(items, ReasonCodes.Trending) + Count(items, ReasonCodes.Popular));
        Assert.Equal(ReasonCodes.Trending, items[0].Reason.Code);
    }

    [Fact]
    public void Each_stage_has_a_mix_of_its_own_whose_shares_make_up_the_whole()
    {
        Assert.Equal(Enum.GetNames<LifecycleStage>().Order(), StageMixes.Default.Keys.Order());
        Assert.All(StageMixes.Default.Values, mix => Assert.Equal(1, mix.Where(p => p.Name != SourceNames.TrainedNext).Sum(p => p.Share), 9));
    }

    [Fact]
    public void A_mix_that_draws_on_friends_is_known_to()
    {
        Assert.True(new Recommender(RecommenderOptions.Default, [], new Recs.TestKit.ManualTime()).AsksFriends(RecommendationForm.Referral));
        Assert.False(new Recommender(RecommenderOptions.Default, [], new Recs.TestKit.ManualTime()).AsksFriends(Form));
        Assert.True(new Recommender(With(new MixPart("referral", 1)), [], new Recs.TestKit.ManualTime()).AsksFriends(Form));
    }

    private static VisitorView Shopper() => Ask.Visitor(viewed: ["V0"], session: ["V0"], cart: ["B0"]);

    private static int Count(IEnumerable<RecommendedItem> items, string code) => items.Count(i => i.Reason.Code == code);

    private static RecommenderOptions With(params MixPart[] parts) =>
        new() { StageMix = new Dictionary<string, IReadOnlyList<MixPart>> { [nameof(LifecycleStage.ReturnVisit)] = parts } };

    // V0 is viewed with twenty products, B0 bought with twenty others, and twenty more are popular.
    private static Shop Filled(params MixPart[] parts)
    {
        var shop = new Shop(With(parts)).Items("V0", "B0");
        for (var i = 1; i <= 20; i++)
        {
            shop.Items($"V{i}", $"B{i}", $"P{i}");
            shop.Sessions(3 + i, "V0", $"V{i}").Orders(5 + i, "B0", $"B{i}").Orders(100 + i, $"P{i}");
        }

        return shop;
    }
}
