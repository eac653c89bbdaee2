using System.Text.Json;
using Recs.Core.Catalog;
using Recs.Cli.OnlineRetail.Catalogue;

namespace Recs.Cli.OnlineRetail;

/// <summary>Writes events and items as a shop's own server would send them.</summary>
public static class RetailWire
{
    public static void Write(Utf8JsonWriter json, ShopEvent @event, IReadOnlyDictionary<string, CatalogItem> items)
    {
        json.WriteStartObject();
        json.WriteString("type", @event is CustomerSeen ? "identify" : "track");
        json.WriteString("messageId", @event.MessageId);
        json.WriteString("timestamp", @event.Time.ToString());
        if (@event.Customer is { } customer) json.WriteString("userId", customer);
        json.WriteStartObject("context");
        json.WriteString("timezone", LondonTime.ZoneName);
        json.WriteEndObject();
        switch (@event)
        {
            case CustomerSeen seen:
                json.WriteStartObject("traits");
                json.WriteString("country", seen.Country);
                json.WriteEndObject();
                break;
            case OrderPlaced order:
                Track(json, "Order Completed", order.OrderId, order.Total, order.Lines, items);
                break;
            case GoodsReturned returned:
                Track(json, "Order Refunded", returned.OrderId, returned.Amount, returned.Lines, items);
                break;
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CatalogItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id.Value);
        json.WriteString("title", item.Title);
        json.WriteString("category", item.Category);
        if (item.Price is { } price) json.WriteNumber("price", price);
        json.WriteString("currency", item.Currency);
        json.WriteBoolean("in_stock", item.InStock);
        json.WriteEndObject();
    }

    private static void Track(
        Utf8JsonWriter json, string name, string? orderId, decimal total, IReadOnlyList<ShopLine> lines, IReadOnlyDictionary<string, CatalogItem> items)
    {
        json.WriteString("event", name);
        json.WriteStartObject("properties");
        if (orderId is not null) json.WriteString("order_id", orderId);
        json.WriteNumber("total", total);
        json.WriteString("currency", RetailCatalogue.Currency);
        json.WriteStartArray("products");
        foreach (var line in lines) Product(json, line, items);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Product(Utf8JsonWriter json, ShopLine line, IReadOnlyDictionary<string, CatalogItem> items)
    {
        json.WriteStartObject();
        json.WriteString("product_id", line.Item);
        if (items.TryGetValue(line.Item, out var item))
        {
            json.WriteString("name", item.Title);
            json.WriteString("category", item.Category);
        }

        json.WriteNumber("price", line.Price);
        json.WriteNumber("quantity", line.Quantity);
        json.WriteEndObject();
    }
}
