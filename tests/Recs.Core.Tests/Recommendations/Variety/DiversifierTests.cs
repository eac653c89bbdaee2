using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Variety;

namespace Recs.Core.Tests.Recommendations.Variety;

public sealed class DiversifierTests
{
    // Six pots, then three mugs: what sells best is all of one kind.
    private static Shop OfPotsAndMugs()
    {
        var shop = new Shop();
        for (var i = 0; i < 9; i++) shop.Item($"I{i}", $"Thing {i}", i < 6 ? "Home > Pots" : "Garden > Spades", 10).Orders(20 - i, $"I{i}");
        return shop;
    }

    [Fact]
    public void Without_diversity_the_ranking_stays()
    {
        using var shop = OfPotsAndMugs();
        Assert.Equal(["I0", "I1", "I2", "I3"], shop.Ids(Ask.For(RecommendationForm.Popular, limit: 4)));
        Assert.Equal(["I0", "I1", "I2", "I3"], shop.Ids(Ask.For(RecommendationForm.Popular, limit: 4) with { Diversity = 0 }));
    }

    [Fact]
    public void More_diversity_brings_more_of_other_categories()
    {
        using var shop = OfPotsAndMugs();
        var spades = new[] { 0, 0.3, 0.6, 1 }.Select(d => shop.Ids(Ask.For(RecommendationForm.Popular, limit: 4) with { Diversity = d }).Count(i => i is "I6" or "I7" or "I8")).ToList();
        Assert.Equal(0, spades[0]);
        Assert.Equal(spades.Order(), spades);
        Assert.Equal(["I0", "I6", "I1", "I7"], shop.Ids(Ask.For(RecommendationForm.Popular, limit: 4) with { Diversity = 1 }));
    }

    [Fact]
    public void Mixed_pages_go_on_from_what_the_list_holds_already()
    {
        using var shop = OfPotsAndMugs();
        var after = Ask.For(RecommendationForm.Popular, limit: 1) with { Diversity = 1, After = [new ItemId("I0"), new ItemId("I6"), new ItemId("I1")] };
        Assert.Equal(["I7"], shop.Ids(after));
    }

    [Fact]
    public void Brands_count_half_beside_categories()
    {
        using var shop = new Shop().Item("A", "a", "X", 1, brand: "One").Item("B", "b", "X", 1, brand: "One").Item("C", "c", "X", 1, brand: "Two").Item("D", "d", "Y", 1, brand: "Two").Item("E", "e");
        var catalog = shop.Snapshot().Catalog;
        double Alike(string a, string b) => Diversifier.Alike(catalog, Find(catalog, a), Find(catalog, b));
        Assert.Equal(1, Alike("A", "B"));
        Assert.Equal(0.5, Alike("A", "C"));
        Assert.Equal(0.5, Alike("C", "D"));
        Assert.Equal(0, Alike("A", "D"));
        Assert.Equal(0, Alike("A", "E"));
    }

    [Fact]
    public void Sister_categories_are_half_alike()
    {
        using var shop = new Shop().Item("A", "a", "Home > Pots").Item("B", "b", "Home > Mugs");
        var catalog = shop.Snapshot().Catalog;
        Assert.Equal(0.5, Diversifier.Alike(catalog, Find(catalog, "A"), Find(catalog, "B")));
    }

    [Fact]
    public void The_mix_is_what_the_formula_says()
    {
        using var shop = OfPotsAndMugs();
        var catalog = shop.Snapshot().Catalog;
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var ranking = Enumerable.Range(0, 9).OrderBy(_ => random.Next()).Select((item, rank) => new Pick(item, 1, 0, rank + 1)).ToArray();
            var (diversity, wanted) = (random.NextDouble(), 1 + random.Next(9));
            var expected = ByTheFormula(catalog, [.. ranking.Select(p => p.Item)], wanted, diversity);
            new Diversifier().Mix(catalog, ranking, wanted, diversity, []);
            Assert.Equal(expected, ranking.Take(wanted).Select(p => p.Item));
            Assert.Equal(9, ranking.Select(p => p.Item).Distinct().Count());
        }
    }

    private static List<int> ByTheFormula(CatalogSnapshot catalog, List<int> ranking, int wanted, double d)
    {
        List<int> chosen = [];
        while (chosen.Count < wanted)
        {
            chosen.Add(ranking.Where(i => !chosen.Contains(i))
                .MaxBy(i => ((1 - d) * (1 - (ranking.IndexOf(i) / (double)ranking.Count))) - (chosen.Count == 0 ? 0 : d * chosen.Sum(j => Diversifier.Alike(catalog, i, j)) / chosen.Count)));
        }

        return chosen;
    }

    private static int Find(CatalogSnapshot catalog, string id) => catalog.TryFind(new ItemId(id).Hash, out var item) ? item : throw new InvalidOperationException(id);
}
