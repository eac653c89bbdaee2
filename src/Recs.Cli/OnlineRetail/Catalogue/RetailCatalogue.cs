using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>The catalogue as the lines of the data set tell it. It has no list of products of its own.</summary>
public sealed class RetailCatalogue
{
    /// <summary>ISO 4217; the shop is British.</summary>
    public const string Currency = "GBP";

    private readonly SortedDictionary<string, ItemFacts> _facts = new(StringComparer.Ordinal);

    /// <summary>Takes a line in; fees are no products.</summary>
    public void Add(RetailLine line)
    {
        if (Exclusions.FeeCodes.Contains(line.StockCode)) return;
        if (!_facts.TryGetValue(line.ItemId, out var facts)) _facts[line.ItemId] = facts = new ItemFacts();
        facts.Add(line);
    }

    /// <summary>Every product that was ever sold, by id. Services are in it for their names, but never in stock.</summary>
    public IReadOnlyList<CatalogItem> Items()
    {
        var sold = _facts.Select(f => (Id: f.Key, f.Value.Title, f.Value.Price)).Where(i => i.Title is not null).ToList();
        var categories = sold.Select(i => CategoryFinder.Find(i.Title!)).ToList();
        var leftovers = LeftoverCategories.Find(sold.Where((_, i) => categories[i] is null).Select(i => i.Title!));
        return [.. sold.Select((item, i) => Item(item.Id, item.Title!, item.Price, categories[i] ?? leftovers[item.Title!]))];
    }

    private static CatalogItem Item(string id, string title, decimal? price, string category) => new(new ItemId(id), title)
    {
        Category = category,
        Price = price,
        Currency = Currency,
        InStock = CategoryPath.Top(category) != Departments.Services,
    };
}
