using System.Text.Json;
using Recs.Core.Catalog;

namespace Recs.Cli.Export.Rows;

/// <summary>A product of the catalogue, as <c>PUT /v1/items</c> and <c>recs import jsonl --items</c> take it.</summary>
internal static class ItemRow
{
    public static readonly IReadOnlyList<string> Columns = ["id", "title", "category", "brand", "price", "currency", "in_stock", "repeatable", "url", "image_url", "attributes"];

    // Attributes are as many as the shop likes: one column, as JSON.
    public static IEnumerable<IReadOnlyList<string?>> Rows(CatalogItem i) =>
    [
        [i.Id.Value, i.Title, i.Category, i.Brand, CsvFields.Of(i.Price), i.Currency, CsvFields.Of(i.InStock), CsvFields.Of(i.Repeatable), i.Url, i.ImageUrl,
            i.Attributes.IsEmpty ? null : AttributesJson(i)],
    ];

    public static void Write(Utf8JsonWriter json, CatalogItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id.Value);
        json.WriteString("title", item.Title);
        if (item.Category is { } category) json.WriteString("category", category);
        if (item.Brand is { } brand) json.WriteString("brand", brand);
        if (item.Price is { } price) json.WriteNumber("price", price);
        if (item.Currency is { } currency) json.WriteString("currency", currency);
        json.WriteBoolean("in_stock", item.InStock);
        if (item.Repeatable is { } repeatable) json.WriteBoolean("repeatable", repeatable);
        if (item.Url is { } url) json.WriteString("url", url);
        if (item.ImageUrl is { } image) json.WriteString("image_url", image);
        if (!item.Attributes.IsEmpty)
        {
            json.WritePropertyName("attributes");
            Attributes(json, item);
        }

        json.WriteEndObject();
    }

    private static string AttributesJson(CatalogItem item)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) Attributes(json, item);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Attributes(Utf8JsonWriter json, CatalogItem item)
    {
        json.WriteStartObject();
        foreach (var (name, value) in item.Attributes) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
