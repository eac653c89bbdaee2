using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Sources;

namespace Recs.Core.Tests.Recommendations.Trained;

/// <summary>Trained lists beside live counts.</summary>
public sealed class TrainedListTests
{
    private readonly WrittenModel _model = new();

    [Fact]
    public void Substitutes_are_those_of_the_model_and_what_it_cannot_know_yet_comes_among_them_with_its_first_sessions()
    {
        using var shop = new Shop(trained: _model.Similar("a", ("b", 4), ("c", 3), ("d", 0.4f))).Items("a", "b", "c", "d", "new", "e");
        Assert.Equal(["b", "c", "d"], shop.Ids(Ask.For(RecommendationForm.ReSell, "a", limit: 3)));
        shop.Sessions(2, "a", "new");
        Assert.Equal(["b", "c", "new", "d"], shop.Ids(Ask.For(RecommendationForm.ReSell, "a", limit: 4)));
    }

    [Fact]
    public void Complements_are_those_of_the_model_and_live_orders_move_them()
    {
        using var shop = new Shop(trained: _model.Complements("a", ("b", 4), ("c", 3.9f))).Items("a", "b", "c", "x", "y");
        Assert.Equal(["b", "c"], shop.Ids(Ask.For(RecommendationForm.CrossSell, "a", limit: 2)));
        shop.Orders(20, "a", "c").Orders(60, "x", "y");
        Assert.Equal(["c", "b"], shop.Ids(Ask.For(RecommendationForm.CrossSell, "a", limit: 2)));
    }

    [Fact]
    public void What_could_stand_in_for_the_product_does_not_go_with_it_whatever_the_model_says()
    {
        using var shop = new Shop(trained: _model.Complements("a", ("twin", 4), ("b", 1)))
            .Item("a", "Red tea pot", "Pots").Item("twin", "Red tea pot large", "Pots").Item("b", "Sugar", "Food").Items("x", "y");
        shop.Orders(10, "a", "x").Orders(10, "twin", "y");
        Assert.Contains("b", shop.Ids(Ask.For(RecommendationForm.CrossSell, "a")));
        Assert.DoesNotContain("twin", shop.Ids(Ask.For(RecommendationForm.CrossSell, "a")));
    }

    [Fact]
    public void What_is_bought_with_the_product_could_not_stand_in_for_it_whatever_the_model_says()
    {
        using var shop = new Shop(trained: _model.Similar("a", ("saucer", 4), ("b", 1))).Items("a", "saucer", "b", "x", "y");
        shop.Orders(20, "a", "saucer").Orders(60, "x", "y");
        Assert.Equal("b", shop.Ids(Ask.For(RecommendationForm.ReSell, "a", limit: 1))[0]);
    }

    [Fact]
    public void Where_the_model_has_nothing_to_say_live_counts_speak()
    {
        using var shop = new Shop(trained: _model).Items("a", "b", "c");
        shop.Sessions(3, "a", "c");
        Assert.Equal(ReasonCodes.ViewedTogether, shop.Ask(Ask.For(RecommendationForm.ReSell, "a", limit: 1)).Items[0].Reason.Code);
    }

    [Fact]
    public void Half_of_the_personal_mix_is_what_the_model_expects_next_and_a_click_changes_it()
    {
        using var shop = new Shop(trained: _model.Next("a", ("n1", 3), ("n2", 2), ("n3", 1)).Next("b", ("m1", 3), ("m2", 2), ("m3", 1)))
            .Items("a", "b", "n1", "n2", "n3", "m1", "m2", "m3").Items([.. Enumerable.Range(0, 9).Select(i => $"p{i}")]);
        shop.Sessions(9, [.. Enumerable.Range(0, 9).Select(i => $"p{i}")]);
        var first = shop.Ask(Ask.For(RecommendationForm.ForYou, limit: 6), Ask.Visitor(viewed: ["a"], session: ["a"]));
        Assert.Equal(["n1", "n2", "n3"], first.Items.Where(i => i.Reason.Code == ReasonCodes.LearnedNext).Select(i => i.Item.Id.Value));
        Assert.All(first.Items.Where(i => i.Reason.Code == ReasonCodes.LearnedNext), i => Assert.Equal(RecommendationTier.Session, i.Tier));
        var second = shop.Ids(Ask.For(RecommendationForm.ForYou, limit: 6), Ask.Visitor(viewed: ["b", "a"], session: ["b", "a"]));
        Assert.Equal("m1", second[0]);
    }

    [Fact]
    public void Without_a_model_the_mix_is_what_it_was()
    {
        using var with = new Shop(trained: _model).Items("a", "b", "c", "d");
        using var without = new Shop().Items("a", "b", "c", "d");
        foreach (var shop in (Shop[])[with, without]) shop.Sessions(4, "a", "b").Sessions(3, "c", "d").Orders(3, "a", "c");
        _model.Withdrawn = true;
        var visitor = Ask.Visitor(viewed: ["a"]);
        Assert.Equal(without.Ids(Ask.For(RecommendationForm.ForYou), visitor), with.Ids(Ask.For(RecommendationForm.ForYou), visitor));
    }

    [Fact]
    public void A_model_that_comes_or_goes_counts_with_the_next_snapshot()
    {
        _model.Similar("a", ("b", 1)).Withdrawn = true;
        using var shop = new Shop(trained: _model).Items("a", "b", "c");
        Assert.Null(shop.Snapshot().Model);
        _model.Withdrawn = false;
        Assert.Equal("written", shop.Snapshot().Model!.Version);
        _model.Withdrawn = true;
        Assert.Null(shop.Snapshot().Model);
    }

    [Fact]
    public void Why_names_the_model_and_what_it_gave()
    {
        using var shop = new Shop(trained: _model.Similar("a", ("b", 4), ("c", 2))).Items("a", "b", "c");
        var why = shop.Why(Ask.For(RecommendationForm.ReSell, "a"), "c");
        Assert.Equal(2, why.Rank);
        Assert.Equal(SourceNames.TrainedSimilar, why.Place!.Source);
        Assert.Contains("written", Assert.Single(why.Place.Parts).Text, StringComparison.Ordinal);
    }
}
