using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Tests.Visitors;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Recommendations.Visitors;

public sealed class VisitorViewsTests
{
    [Fact]
    public void Nothing_of_a_long_last_order_comes_back()
    {
        string[] bought = [.. Enumerable.Range(0, VisitorLimits.LastPurchaseLines + 10).Select(i => $"P{i}")];
        var shopper = new Shopper();
        shopper.Order("order-1", 300m, lines: [.. bought.Select(id => Shopper.Line(id, 10m))]);
        var view = VisitorViews.Of(shopper.Grain, shopper.Now, shopper.Options);
        using var shop = new Shop().Items("OTHER");
        foreach (var id in bought) shop.Item(id, repeatable: true);

        Assert.Equal(VisitorLimits.LastPurchaseLines, view.LastPurchase.Count);
        Assert.Equal(bought.Length, view.JustBought.Count);
        Assert.Equal(["OTHER"], shop.Ids(Ask.For(RecommendationForm.CrossSell, limit: 200), view));
    }

    [Fact]
    public void Only_the_newest_order_was_just_bought()
    {
        var shopper = new Shopper();
        shopper.Order("order-1", 10m, lines: [Shopper.Line("MUG", 10m)]);
        shopper.AfterDays(1);
        shopper.Order("order-2", 10m, lines: [Shopper.Line("POT", 10m)]);
        var view = VisitorViews.Of(shopper.Grain, shopper.Now, shopper.Options);
        Assert.Equal([Given.Hash("POT")], view.JustBought);
        Assert.Equal(2, view.Bought.Count);
    }
}
