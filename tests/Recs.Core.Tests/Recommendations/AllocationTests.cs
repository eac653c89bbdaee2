using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Referral;
using Recs.Core.Recommendations.Rules;

namespace Recs.Core.Tests.Recommendations;

/// <summary>What a request allocates is its answer: it does not grow with the candidates.</summary>
public sealed class AllocationTests
{
    private const long Budget = 24 * 1024;

    // Nothing changes after they are filled, so all forms may ask the same two shops.
    private static readonly Lazy<Shop> Few = new(() => Filled(200));
    private static readonly Lazy<Shop> Many = new(() => Filled(10_000));

    [Theory]
    [InlineData(RecommendationForm.ReSell)]
    [InlineData(RecommendationForm.CrossSell)]
    [InlineData(RecommendationForm.UpSell)]
    [InlineData(RecommendationForm.Referral)]
    [InlineData(RecommendationForm.ForYou)]
    [InlineData(RecommendationForm.Popular)]
    [InlineData(RecommendationForm.Trending)]
    [InlineData(RecommendationForm.RecentlyViewed)]
    public void Ten_items_out_of_ten_thousand_stay_within_the_budget(RecommendationForm form)
    {
        var (small, large) = (Allocated(Few.Value, form), Allocated(Many.Value, form));
        Assert.InRange(large, 1, Budget);
        Assert.InRange(large - small, -4096, 4096);
    }

    [Theory]
    [InlineData(RecommendationForm.Popular)]
    [InlineData(RecommendationForm.ForYou)]
    [InlineData(RecommendationForm.ReSell)]
    [InlineData(RecommendationForm.CrossSell)]
    public void Filters_rules_and_diversity_allocate_nothing_per_candidate(RecommendationForm form)
    {
        var (small, large) = (Allocated(Few.Value, form, Ruled), Allocated(Many.Value, form, Ruled));
        Assert.InRange(large, 1, 2 * Budget);
        Assert.InRange(large - small, -4096, 4096);
    }

    private static readonly RuleBook Ruled = new(
    [
        new Rule("hide", RuleAction.Hide) { Products = new ProductSelector { Attributes = [new("colour", "green")], Category = "Home" } },
        new Rule("filter", RuleAction.Filter) { Products = new ProductSelector { MinPrice = 2, MaxPrice = 49 } },
        new Rule("boost", RuleAction.Boost) { Products = new ProductSelector { Category = "Home > Kind 2" } },
        new Rule("bury", RuleAction.Bury) { Products = new ProductSelector { Brand = "Acme" } },
        new Rule("pin", RuleAction.Pin) { Products = new ProductSelector { Items = [new ItemId("I20")] } },
    ]);

    private static long Allocated(Shop shop, RecommendationForm form, RuleBook? rules = null)
    {
        var snapshot = shop.Current;
        var visitor = Ask.Visitor(viewed: ["I1", "I2", "I3"], session: ["I1"], cart: ["I5"], lastPurchase: ["I7"]) with
        {
            Circle = new Circle(Given.Start, [.. Enumerable.Range(20, 60).Select(i => Given.Hash($"I{i}"))]),
            Categories = [new Liking(Hash64.Of("Home > Kind 1"), 1), new Liking(Hash64.Of("Home > Kind 2"), 2)],
        };
        var request = Ask.For(form, "I10");
        if (rules is not null) request = request with { Diversity = 0.5, MinPrice = 3, MaxPrice = 48, Category = "Home", Exclude = [new ItemId("I30")] };
        for (var i = 0; i < 3; i++) shop.Recommender.Recommend(request, visitor, snapshot, rules);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) shop.Recommender.Recommend(request, visitor, snapshot, rules);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
    }

    private static Shop Filled(int items)
    {
        var shop = new Shop();
        var random = new Random(3);
        for (var i = 0; i < items; i++)
            shop.Feed.Put(new CatalogItem(new ItemId($"I{i}"), $"Thing of colour {i % 17} and size {i % 5}") { Category = $"Home > Kind {i % 4}", Price = 1 + (i % 50) });
        for (var i = 0; i < 300; i++)
        {
            var basket = Enumerable.Range(0, 30).Select(_ => $"I{random.Next(items)}").Concat(["I10", "I5", "I7", $"I{1 + (i % 3)}"]).Distinct().ToArray();
            shop.Orders(1, basket);
            shop.Sessions(1, [.. basket.Reverse().Take(9)]);
        }

        shop.Snapshot();
        return shop;
    }
}
