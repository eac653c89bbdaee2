using Recs.Simulation.Shops;

namespace Recs.Simulation.Tests;

public sealed class ShopTests
{
    private static readonly Shop Shop = Shop.Create(1);

    [Fact]
    public void There_are_about_a_thousand_products_in_eight_departments()
    {
        Assert.Equal(8, Shop.Departments.Count);
        Assert.InRange(Shop.Products.Count, 950, 1_050);
        Assert.All(Shop.Departments, d => Assert.InRange(d.Kinds.Count, 12, 14));
    }

    [Fact]
    public void No_two_products_share_an_id_and_few_a_title()
    {
        Assert.Equal(Shop.Products.Count, Shop.Products.Select(p => p.Id).Distinct().Count());
        Assert.Equal(Shop.Products.Count, Shop.Products.Select(p => p.Title).Distinct().Count());
    }

    [Fact]
    public void A_product_says_what_it_is_who_makes_it_and_what_it_costs()
    {
        Assert.All(Shop.Products, p =>
        {
            Assert.StartsWith(p.Brand, p.Title, StringComparison.Ordinal);
            Assert.Contains(p.Kind.Title, p.Title, StringComparison.Ordinal);
            Assert.StartsWith($"{p.Kind.Department} > ", p.Item.Category, StringComparison.Ordinal);
            Assert.True(p.Price > 0);
            Assert.Contains("series", p.Item.Attributes.Keys);
        });
    }

    [Fact]
    public void In_each_kind_a_better_range_costs_more()
    {
        Assert.All(Shop.Kinds, kind =>
        {
            var mean = kind.Products.GroupBy(p => p.Range).OrderBy(g => g.Key).Select(g => g.Average(p => p.Price)).ToList();
            Assert.True(mean[0] < mean[1] && mean[1] < mean[2], $"{kind.Title}: {string.Join(", ", mean)}");
        });
    }

    [Fact]
    public void Going_together_is_mutual_and_never_between_substitutes()
    {
        Assert.All(Shop.Products, p =>
        {
            Assert.InRange(p.Complements.Count, 5, 30);
            Assert.All(p.Complements, c => Assert.Contains(p, c.Complements));
            Assert.All(p.Substitutes, s => Assert.Contains(p, s.Substitutes));
            Assert.Empty(p.Complements.Intersect(p.Substitutes));
            Assert.All(p.Substitutes, s => Assert.Equal(p.Kind, s.Kind));
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_shop_and_another_seed_another()
    {
        static List<(string, decimal, double)> Facts(int seed) => [.. Shop.Create(seed).Products.Select(p => (p.Title, p.Price, p.Appeal))];
        Assert.Equal(Facts(1), Facts(1));
        Assert.NotEqual(Facts(1), Facts(2));
    }
}
