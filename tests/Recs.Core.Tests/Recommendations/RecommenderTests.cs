using System.Collections.Immutable;
using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Tests.Recommendations;

public sealed class RecommenderTests
{
    public static TheoryData<RecommendationForm> Forms => [.. Enum.GetValues<RecommendationForm>()];

    /// <summary>The forms that are short only where the eligible catalogue is.</summary>
    public static TheoryData<RecommendationForm> FullForms =>
        [.. Enum.GetValues<RecommendationForm>().Where(f => f is not (RecommendationForm.UpSell or RecommendationForm.Referral))];

    [Theory]
    [MemberData(nameof(FullForms))]
    public void A_list_is_as_long_as_asked_unless_the_eligible_catalogue_is_shorter(RecommendationForm form)
    {
        using var shop = Busy();
        Assert.Equal(5, shop.Ask(Ask.For(form, limit: 5)).Items.Count);
        var all = shop.Ask(Ask.For(form, limit: 200));
        Assert.Equal(11, all.Items.Count);
        Assert.Equal((189, "no_eligible_items"), (all.Shortfall!.Missing, all.Shortfall.Code));
        Assert.Contains("11 of 12", all.Shortfall.Text, StringComparison.Ordinal);
        Assert.Null(shop.Ask(Ask.For(form, limit: 5)).Shortfall);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_item_comes_twice_and_none_that_is_out_of_stock_excluded_or_on_the_page(RecommendationForm form)
    {
        using var shop = Busy();
        var visitor = Ask.Visitor(viewed: ["I1", "I2", "GONE"], session: ["I1"], cart: ["I3"], lastPurchase: ["I4"]);
        var ids = shop.Ids(Ask.For(form, "I1", limit: 200) with { Exclude = [new ItemId("I5")] }, visitor);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(ids.Intersect(["GONE", "I5", "I1"]));
    }

    [Theory]
    [MemberData(nameof(FullForms))]
    public void Filters_apply_before_ranking_so_that_the_list_is_still_full(RecommendationForm form)
    {
        using var shop = Busy();
        var visitor = Ask.Visitor(viewed: ["I1", "I2"], cart: ["I3"]);
        var list = shop.Ask(Ask.For(form, limit: 2) with { Category = "Odd", MinPrice = 5, MaxPrice = 9 }, visitor);
        Assert.Equal(2, list.Items.Count);
        Assert.All(list.Items, i => Assert.True(i.Item.Category == "Odd" && i.Item.Price is >= 5 and <= 9));
    }

    [Fact]
    public void A_category_that_the_catalogue_does_not_have_is_told()
    {
        using var shop = new Shop().Item("A", "Kettle", "Home > Kettles", 5);
        var list = shop.Ask(new RecommendationRequest(RecommendationForm.Popular) { Category = "Home > Kettels" });
        Assert.Equal((10, "unknown_category"), (list.Shortfall!.Missing, list.Shortfall.Code));
        Assert.Equal(
            "No product of the catalogue is of the category Home > Kettels or of one below it. Categories are paths from the top, spelt as the products have them, such as Home > Kettles.", list.Shortfall.Text);
        Assert.Equal("no_eligible_items", shop.Ask(new RecommendationRequest(RecommendationForm.Popular) { Category = "Home" }).Shortfall!.Code);
    }

    [Fact]
    public void Filters_by_attributes_and_drops_items_without_a_price_when_a_price_is_asked_for()
    {
        using var shop = new Shop().Item("NOPRICE", "x").Item("CHEAP", "x", price: 1);
        shop.Feed.Put(new CatalogItem(new ItemId("RED"), "x") { Price = 3, Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("colour", "red") });
        Assert.Equal(["RED"], shop.Ids(Ask.For(RecommendationForm.Popular) with { Attributes = new Dictionary<string, string> { ["colour"] = "red" } }));
        Assert.Equal(["CHEAP", "RED"], shop.Ids(Ask.For(RecommendationForm.Popular) with { MinPrice = 1 }));
        Assert.Equal(["CHEAP"], shop.Ids(Ask.For(RecommendationForm.Popular) with { MaxPrice = 2.5m }));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_empty_catalogue_gives_an_empty_list_that_says_why(RecommendationForm form)
    {
        using var shop = new Shop();
        var list = shop.Ask(Ask.For(form, "A", ["B"]), Ask.Visitor(viewed: ["C"]));
        Assert.Empty(list.Items);
        Assert.Equal((10, "no_catalogue"), (list.Shortfall!.Missing, list.Shortfall.Code));
        Assert.False(list.Degraded);
    }

    [Theory]
    [MemberData(nameof(FullForms))]
    public void A_cold_start_lists_the_catalogue_by_id(RecommendationForm form)
    {
        using var shop = new Shop().Items("C", "A", "B");
        var list = shop.Ask(Ask.For(form, "UNKNOWN", ["UNKNOWN TOO"]), Ask.Visitor(viewed: ["UNKNOWN"], lastPurchase: ["UNKNOWN"]));
        Assert.Equal(["A", "B", "C"], list.Items.Select(i => i.Item.Id.Value));
        Assert.All(list.Items, i => Assert.Equal(ReasonCodes.InCatalogue, i.Reason.Code));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_same_request_gives_the_same_list_under_another_id(RecommendationForm form)
    {
        using var shop = Busy();
        var snapshot = shop.Snapshot();
        var visitor = Ask.Visitor(viewed: ["I1", "I2", "I7"], session: ["I1"], cart: ["I3"], lastPurchase: ["I4"]);
        var request = Ask.For(form, limit: 50);
        var (a, b) = (shop.Answer(request, visitor, snapshot), shop.Answer(request, visitor, snapshot));
        Assert.Equal(a.Items.Select(i => (i.Item.Id, i.Score, i.Tier, i.Reason.Text)), b.Items.Select(i => (i.Item.Id, i.Score, i.Tier, i.Reason.Text)));
        Assert.NotEqual(a.ListId, b.ListId);
    }

    [Fact]
    public void List_ids_are_dated_by_the_clock()
    {
        using var shop = Busy();
        shop.Clock.Advance(TimeSpan.FromDays(1000));
        var id = shop.Ask(Ask.For(RecommendationForm.Popular)).ListId;
        Assert.Equal(7, id.Version);
        Assert.Equal(shop.Clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString("N")[..12], 16));
    }

    [Fact]
    public void An_answer_without_state_or_snapshot_is_degraded_but_an_answer()
    {
        using var shop = Busy();
        var list = shop.Ask(Ask.For(RecommendationForm.ForYou) with { VisitorUnavailable = true });
        Assert.True(list.Degraded);
        Assert.Equal(10, list.Items.Count);
        Assert.True(shop.Answer(Ask.For(RecommendationForm.Popular), null, SiteSnapshot.Empty).Degraded);
        Assert.False(shop.Ask(Ask.For(RecommendationForm.ForYou), Ask.Visitor()).Degraded);
    }

    [Fact]
    public void A_request_with_problems_is_told_all_of_them()
    {
        using var shop = Busy();
        var request = Ask.For(RecommendationForm.Popular, cart: [.. Enumerable.Repeat("A", 201)], limit: 201) with { MinPrice = 3, MaxPrice = 2 };
        Assert.Equal(3, request.Problems().Count);
        var error = Assert.Throws<ArgumentException>(() => shop.Ask(request));
        Assert.Contains("limit is 201; 1 to 200 is possible", error.Message, StringComparison.Ordinal);
        Assert.Empty(Ask.For(RecommendationForm.Popular).Problems());
    }

    [Fact]
    public void Form_names_read_back_as_written()
    {
        foreach (var form in Enum.GetValues<RecommendationForm>())
        {
            Assert.True(RecommendationForms.TryParse(form.Name(), out var read));
            Assert.Equal(form, read);
        }

        Assert.Equal("re_sell", RecommendationForm.ReSell.Name());
        Assert.False(RecommendationForms.TryParse("ReSell", out _));
        Assert.False(RecommendationForms.TryParse(null, out _));
    }

    // Twelve products, one of them out of stock; even and odd ones go together.
    private static Shop Busy()
    {
        var shop = new Shop(partitions: 2).Item("GONE", "Gone", "Odd", 7, inStock: false);
        for (var i = 0; i < 11; i++) shop.Item($"I{i}", $"Thing number {i}", i % 2 == 0 ? "Even" : "Odd", i);
        return shop.Orders(8, "I0", "I2", "GONE").Orders(8, "I1", "I3").Orders(5, "I4", "I6").Sessions(6, "I1", "I5", "GONE").Sessions(4, "I2", "I7");
    }
}
