using System.Collections.Immutable;
using System.Text.Json;
using Recs.Core.Catalog;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Catalog;

/// <summary>Catalogue items as rows.</summary>
internal static class CatalogRows
{
    private const string Columns = "item, title, category, brand, price, currency, in_stock, repeatable, url, image_url, attributes";
    private const string SelectOne = "SELECT " + Columns + " FROM catalog_item WHERE site = ? AND item = ?";
    private const string SelectChanged = "SELECT " + Columns + " FROM catalog_item WHERE site = ? AND version > ? ORDER BY version";

    private const string Upsert =
        "INSERT INTO catalog_item(site, version, " + Columns + ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        + """
        ON CONFLICT(site, item) DO UPDATE SET version = excluded.version, title = excluded.title, category = excluded.category,
          brand = excluded.brand, price = excluded.price, currency = excluded.currency, in_stock = excluded.in_stock,
          repeatable = excluded.repeatable, url = excluded.url, image_url = excluded.image_url, attributes = excluded.attributes
        """;

    public static void Write(Database database, SiteId site, long version, CatalogItem item) =>
        database.Prepare(Upsert).Bind(site.Value).Bind(version).Bind(item.Id.Value).Bind(item.Title).Bind(item.Category).Bind(item.Brand)
            .Bind(Money.Text(item.Price)).Bind(item.Currency).Bind(item.InStock ? 1 : 0)
            .Bind(item.Repeatable is { } repeatable ? repeatable ? 1L : 0L : null)
            .Bind(item.Url).Bind(item.ImageUrl).Bind(Attributes(item)).Run();

    public static CatalogItem? Read(Database database, SiteId site, ItemId id)
    {
        using var rows = database.Prepare(SelectOne).Bind(site.Value).Bind(id.Value).Rows();
        return rows.Next() ? Current(rows) : null;
    }

    public static List<CatalogItem> ReadChanged(Database database, SiteId site, long afterVersion)
    {
        var items = new List<CatalogItem>();
        using var rows = database.Prepare(SelectChanged).Bind(site.Value).Bind(afterVersion).Rows();
        while (rows.Next()) items.Add(Current(rows));
        return items;
    }

    private static CatalogItem Current(Rows rows) => new(new ItemId(rows.Text(0)), rows.Text(1))
    {
        Category = rows.TextOrNull(2),
        Brand = rows.TextOrNull(3),
        Price = Money.OrNull(rows, 4),
        Currency = rows.TextOrNull(5),
        InStock = rows.Int(6) != 0,
        Repeatable = rows.IsNull(7) ? null : rows.Int(7) != 0,
        Url = rows.TextOrNull(8),
        ImageUrl = rows.TextOrNull(9),
        Attributes = Attributes(rows.Span(10)),
    };

    private static string Attributes(CatalogItem item) =>
        item.Attributes.IsEmpty ? "{}" : JsonSerializer.Serialize(item.Attributes, CatalogJson.Default.IReadOnlyDictionaryStringString);

    private static ImmutableSortedDictionary<string, string> Attributes(ReadOnlySpan<byte> json)
    {
        var none = ImmutableSortedDictionary<string, string>.Empty;
        return json.SequenceEqual("{}"u8) ? none : none.AddRange(JsonSerializer.Deserialize(json, CatalogJson.Default.IReadOnlyDictionaryStringString)!);
    }
}
