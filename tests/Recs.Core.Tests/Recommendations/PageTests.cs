using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations;

/// <summary>Several lists in one call, and lists that go on.</summary>
public sealed class PageTests
{
    [Fact]
    public void No_product_stands_in_two_lists_of_a_page_and_the_first_placement_chooses_first()
    {
        using var shop = Busy();
        var page = shop.Page(null, Ask.For(RecommendationForm.Popular, limit: 3), Ask.For(RecommendationForm.Popular, limit: 3), Ask.For(RecommendationForm.CrossSell, "I0", limit: 3));
        Assert.Equal(["I0", "I1", "I4"], page[0]);
        Assert.Equal(["I5", "I2", "I3"], page[1]);
        Assert.Equal(9, page.SelectMany(p => p).Distinct().Count());
    }

    [Fact]
    public void A_page_alone_is_the_list_asked_for_alone()
    {
        using var shop = Busy();
        var request = Ask.For(RecommendationForm.ForYou, limit: 5);
        Assert.Equal(shop.Ids(request, Ask.Visitor(viewed: ["I2"])), shop.Page(Ask.Visitor(viewed: ["I2"]), request)[0]);
    }

    [Fact]
    public void What_a_page_asks_wrongly_is_told_before_any_list_is_made()
    {
        using var shop = Busy();
        var error = Assert.Throws<ArgumentException>(() => shop.Page(null, Ask.For(RecommendationForm.Popular), Ask.For(RecommendationForm.Popular) with { Diversity = 1.5 }));
        Assert.Contains("diversity is 1.5; 0 to 1 is possible", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RecommendationForm.Popular)]
    [InlineData(RecommendationForm.ForYou)]
    [InlineData(RecommendationForm.ReSell)]
    [InlineData(RecommendationForm.CrossSell)]
    [InlineData(RecommendationForm.Trending)]
    [InlineData(RecommendationForm.RecentlyViewed)]
    public void Pages_of_a_list_come_to_the_list_in_one_piece(RecommendationForm form)
    {
        using var shop = Busy();
        var visitor = Ask.Visitor(viewed: ["I3", "I5"], session: ["I3"], cart: ["I6"]);
        var whole = shop.Ids(Ask.For(form, "I1", limit: 20), visitor);
        List<string> pages = [];
        while (true)
        {
            var page = shop.Ids(Ask.For(form, "I1", limit: 3) with { After = [.. pages.Select(p => new ItemId(p))] }, visitor);
            pages.AddRange(page);
            if (page.Length < 3) break;
        }

        Assert.Equal(pages.Count, pages.Distinct().Count());
        Assert.Equal(whole.Order(), pages.Order());
        if (form != RecommendationForm.ForYou) Assert.Equal(whole, pages);
    }

    [Fact]
    public void Exclusions_and_what_other_lists_hold_never_come()
    {
        using var shop = Busy();
        var request = Ask.For(RecommendationForm.Popular, limit: 20) with { Exclude = [new ItemId("I0")], Taken = [new ItemId("I1")] };
        Assert.Empty(shop.Ids(request).Intersect(["I0", "I1"]));
    }

    private static Shop Busy()
    {
        var shop = new Shop();
        for (var i = 0; i < 12; i++) shop.Item($"I{i}", $"Thing {i}", i % 2 == 0 ? "Even" : "Odd", 10 + i);
        for (var i = 0; i < 9; i++) shop.Orders(12 - i, $"I{i}");
        return shop.Orders(6, "I0", "I4").Orders(6, "I1", "I5").Sessions(4, "I1", "I3").Sessions(3, "I3", "I7");
    }
}
