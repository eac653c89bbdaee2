using Recs.Core.Catalog;

namespace Recs.Core.Tests.Catalog;

public sealed class CategoryTableTests
{
    private static readonly CatalogSnapshot Catalog = Build(("a", "Home > Mugs"), ("b", "Home > Plates"), ("c", "Homes"), ("d", null), ("e", "Home"), ("f", "Home > Mugs"));

    [Fact]
    public void Lists_the_items_of_each_category()
    {
        Assert.Equal([0, 5], Catalog.Categories.Items(Catalog.CategoryOf(0)).ToArray());
        Assert.Equal([3], Catalog.Categories.Items(0).ToArray());
        Assert.Equal(0, Catalog.CategoryOf(3));
    }

    [Fact]
    public void Marks_a_category_and_what_lies_below_it()
    {
        var within = new bool[Catalog.Categories.Count];
        Catalog.Categories.MarkWithin("Home", within);
        Assert.Equal(["a", "b", "e", "f"], Enumerable.Range(0, Catalog.Count).Where(i => within[Catalog.CategoryOf(i)]).Select(i => Catalog[i].Id.Value));
    }

    [Fact]
    public void Finds_categories_by_the_hash_of_their_path()
    {
        Assert.Equal("Home > Plates", Catalog.Categories.Path(Catalog.Categories.Find(Hash64.Of("Home > Plates"))));
        Assert.Equal(0, Catalog.Categories.Find(Hash64.Of("Garden")));
    }

    [Fact]
    public void Sister_categories_share_their_top()
    {
        var top = (int item) => Catalog.Categories.Top(Catalog.CategoryOf(item));
        Assert.Equal(top(0), top(1));
        Assert.Equal(top(0), top(4));
        Assert.NotEqual(top(0), top(2));
        Assert.Equal(0, top(3));
    }

    private static CatalogSnapshot Build(params (string Id, string? Category)[] items)
    {
        var builder = new CatalogBuilder();
        foreach (var (id, category) in items) builder.Put(new CatalogItem(new ItemId(id), id) { Category = category });
        return builder.Build();
    }
}
