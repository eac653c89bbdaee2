using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Recs.Core.Events;

namespace Recs.Cli.Export.Log;

/// <summary>Writes what each kind of event says, under Segment's names.</summary>
internal static class EventProperties
{
    public static void Write(Utf8JsonWriter json, VisitorEvent @event)
    {
        switch (@event)
        {
            case PageViewed e: Page(json, e); break;
            case PageEngaged e: Engaged(json, e); break;
            case ContentViewed e: json.WriteString("form", e.Form.ToString().ToLowerInvariant()); break;
            case ProductViewed e: Line(json, e.Item); break;
            case ProductListViewed e:
                Text(json, "list_id", e.ListId);
                Text(json, "category", e.Category);
                Lines(json, e.Items);
                break;
            case ProductClicked e: Line(json, e.Item); break;
            case ProductsSearched e: json.WriteString("query", e.Query); break;
            case WishlistAdded e: Line(json, e.Item); break;
            case WishlistRemoved e: Line(json, e.Item); break;
            case CartAdded e: Line(json, e.Item); break;
            case CartRemoved e: Line(json, e.Item); break;
            case CheckoutStarted e:
                Text(json, "order_id", e.OrderId);
                Lines(json, e.Items);
                break;
            case OrderCompleted e:
                json.WriteString("order_id", e.OrderId);
                json.WriteNumber("total", e.Total);
                json.WriteString("currency", e.Currency);
                Lines(json, e.Items);
                break;
            case OrderRefunded e: Refund(json, e); break;
            case SignedUp e: Text(json, "method", e.Method); break;
            case SignedIn e: Text(json, "method", e.Method); break;
            case Identified: break;
            case RecommendationViewed e:
                json.WriteString("list_id", e.ListId);
                Text(json, "placement", e.Placement);
                Listed(json, e.Items);
                break;
            case RecommendationClicked e:
                json.WriteString("list_id", e.ListId);
                Text(json, "placement", e.Placement);
                Line(json, e.Item with { Position = e.Position > 0 ? e.Position : null });
                break;
            case ProductShared e:
                Line(json, e.Item);
                Text(json, "channel", e.Channel);
                break;
            case FriendLinked e: json.WriteString("friend_id", e.FriendId); break;
            case FriendUnlinked e: json.WriteString("friend_id", e.FriendId); break;
            case CampaignContacted e: Campaign(json, e.CampaignId, e.Channel); break;
            case CampaignOpened e: Campaign(json, e.CampaignId, e.Channel); break;
            case CampaignClicked e: Campaign(json, e.CampaignId, e.Channel); break;
            case ConsentChanged e:
                Flag(json, "analytics", e.Analytics);
                Flag(json, "personalisation", e.Personalisation);
                Flag(json, "marketing", e.Marketing);
                break;
            default: throw new UnreachableException($"{@event.GetType().Name} is no sender's event.");
        }
    }

    private static void Page(Utf8JsonWriter json, PageViewed e)
    {
        json.WriteString("path", e.Path);
        Text(json, "title", e.Title);
        Text(json, "referrer", e.Referrer);
    }

    private static void Engaged(Utf8JsonWriter json, PageEngaged e)
    {
        json.WriteNumber("engaged_ms", (long)e.Engaged.TotalMilliseconds);
        if (e.Item is { } item) Line(json, item with { Category = e.Category ?? item.Category });
        else Text(json, "category", e.Category);
    }

    private static void Refund(Utf8JsonWriter json, OrderRefunded e)
    {
        Text(json, "order_id", e.OrderId);
        if (e.Amount is { } amount) json.WriteNumber("total", amount);
        Text(json, "currency", e.Currency);
        Lines(json, e.Items);
    }

    private static void Campaign(Utf8JsonWriter json, string id, string? channel)
    {
        json.WriteString("campaign_id", id);
        Text(json, "channel", channel);
    }

    private static void Listed(Utf8JsonWriter json, ImmutableArray<ListedItem> items)
    {
        if (items.IsEmpty) return;
        json.WriteStartArray("products");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("product_id", item.Item.Value);
            if (item.Position > 0) json.WriteNumber("position", item.Position);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Lines(Utf8JsonWriter json, ImmutableArray<ItemLine> lines)
    {
        if (lines.IsEmpty) return;
        json.WriteStartArray("products");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            Line(json, line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // All of a product leave the cart where there is no quantity.
    private static void Line(Utf8JsonWriter json, ItemLine line)
    {
        json.WriteString("product_id", line.Item.Value);
        Text(json, "name", line.Name);
        Text(json, "category", line.Category);
        Text(json, "brand", line.Brand);
        if (line.Price is { } price) json.WriteNumber("price", price);
        Text(json, "currency", line.Currency);
        if (line.Quantity != int.MaxValue) json.WriteNumber("quantity", line.Quantity);
        if (line.Position is { } position) json.WriteNumber("position", position);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void Flag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag) json.WriteBoolean(name, flag);
    }
}
