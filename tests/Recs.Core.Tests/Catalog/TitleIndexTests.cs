using Recs.Core.Catalog;

namespace Recs.Core.Tests.Catalog;

public sealed class TitleIndexTests
{
    private static readonly string[] Titles =
    [
        "Lunch bag red retrospot", "Lunch bags black skull", "Red mug", "Mug mug mug red", "Jumbo bag red retrospot", "", "Lunch box",
    ];

    [Fact]
    public void Cosines_equal_those_of_a_plain_computation()
    {
        var catalog = Build(_ => null);
        for (var a = 0; a < Titles.Length; a++)
        {
            for (var b = 0; b < Titles.Length; b++) Assert.Equal(Plain(a, b), catalog.Titles.Cosine(a, b), 5);
        }
    }

    [Fact]
    public void A_word_lists_the_items_of_one_category_only()
    {
        var catalog = Build(i => i % 2 == 0 ? "Even" : "Odd");
        var red = catalog.Titles.Words(2).ToArray().Single(w => catalog.Titles.Word(w.Number) == "red").Number;
        Assert.Equal([0, 2, 4], Items(catalog, red, catalog.CategoryOf(0)));
        Assert.Equal([3], Items(catalog, red, catalog.CategoryOf(1)));
        Assert.Empty(Items(catalog, red, 0));
    }

    private static int[] Items(CatalogSnapshot catalog, int word, int category) => [.. catalog.Titles.Items(word, category).ToArray().Select(p => p.Number)];

    private static CatalogSnapshot Build(Func<int, string?> category)
    {
        var builder = new CatalogBuilder();
        for (var i = 0; i < Titles.Length; i++) builder.Put(new CatalogItem(new ItemId($"{i}"), Titles[i]) { Category = category(i) });
        return builder.Build();
    }

    private static double Plain(int a, int b)
    {
        var words = Titles.Select(t => t.ToLowerInvariant().Replace("bags", "bag", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        double Weight(int item, string word)
        {
            var tf = words[item].Count(w => w == word);
            return tf == 0 ? 0 : (1 + Math.Log(tf)) * Math.Log(1 + ((double)Titles.Length / words.Count(w => w.Contains(word))));
        }

        double Dot(int x, int y) => words.SelectMany(w => w).Distinct().Sum(w => Weight(x, w) * Weight(y, w));
        return Dot(a, a) == 0 || Dot(b, b) == 0 ? 0 : Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));
    }
}
