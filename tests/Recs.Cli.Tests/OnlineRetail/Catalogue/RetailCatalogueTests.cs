using Recs.Cli.OnlineRetail;
using Recs.Cli.OnlineRetail.Catalogue;
using Recs.Core.Catalog;
using Recs.TestKit;

namespace Recs.Cli.Tests.OnlineRetail.Catalogue;

public sealed class RetailCatalogueTests
{
    [Fact]
    public void The_title_is_the_most_frequent_description_and_among_equals_the_longest()
    {
        Assert.Equal("RED MUG", Item(Line("RED MUG"), Line("RED MUG"), Line("RED CERAMIC MUG")).Title);
        Assert.Equal("RED CERAMIC MUG", Item(Line("RED MUG"), Line("RED CERAMIC MUG")).Title);
    }

    [Fact]
    public void Remarks_on_lines_without_a_price_are_no_titles() =>
        Assert.Equal("RED MUG", Item(Line("damaged", price: 0), Line("damaged", price: 0), Line("RED  MUG")).Title);

    [Fact]
    public void Upper_and_lower_case_codes_are_one_product() =>
        Assert.Equal("85123A", Item(Line("RED MUG"), Line("RED MUG") with { StockCode = "85123a" }).Id.Value);

    [Fact]
    public void The_price_is_the_median_of_what_was_paid()
    {
        Assert.Equal(2m, Item(Line("MUG", 1), Line("MUG", 2), Line("MUG", 90), Line("MUG", 0)).Price);
        Assert.Equal(1m, Item(Line("MUG", 1), Line("MUG", 2)).Price);
    }

    [Fact]
    public void Fees_and_what_was_never_sold_are_no_products() =>
        Assert.Empty(Items(Line("POSTAGE") with { StockCode = "POST" }, Line("lost", price: 0)));

    [Fact]
    public void Services_are_never_in_stock()
    {
        Assert.False(Item(Line("Next Day Carriage")).InStock);
        Assert.True(Item(Line("RED MUG")).InStock);
    }

    [Fact]
    public void Unknown_kinds_that_share_their_last_word_share_a_category()
    {
        var items = Items(
            Line("BLUE GIZMO") with { StockCode = "1" },
            Line("RED GIZMO LARGE") with { StockCode = "2" },
            Line("SET OF 3 GIZMOS") with { StockCode = "3" },
            Line("ODD THINGUMMY") with { StockCode = "4" });
        Assert.Equal(["Other > Gizmo", "Other > Gizmo", "Other > Gizmo", "Other > Various"], items.Select(i => i.Category));
    }

    private static CatalogItem Item(params RetailLine[] lines) => Assert.Single(Items(lines));

    private static IReadOnlyList<CatalogItem> Items(params RetailLine[] lines)
    {
        var catalogue = new RetailCatalogue();
        foreach (var line in lines) catalogue.Add(line);
        return catalogue.Items();
    }

    private static RetailLine Line(string description, decimal price = 2.55m) =>
        new("536365", "85123A", description, 6, new ManualTime().Instant, price, "17850", "United Kingdom");
}
