using System.Diagnostics;
using System.Text.Json;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Simulation.Shops;

namespace Recs.Simulation.Events;

/// <summary>Writes events as <c>POST /v1/events</c> takes them with the secret key, and products as <c>PUT /v1/items</c>.</summary>
public static class EventJson
{
    public static void Write(Utf8JsonWriter json, ShopperEvent @event) => Write(json, @event, @event.Time);

    /// <summary>The same, told as if it happened at another time.</summary>
    public static void Write(Utf8JsonWriter json, ShopperEvent @event, Instant time)
    {
        json.WriteStartObject();
        json.WriteString("event", NameOf(@event.Deed));
        json.WriteString("messageId", @event.MessageId);
        json.WriteString("timestamp", time.ToString());
        if (@event.Device is { } device) json.WriteString("anonymousId", device.Id);
        if (@event.UserId is { } user) json.WriteString("userId", user);
        if (@event.Device is { } used)
        {
            json.WriteStartObject("context");
            json.WriteStartObject("device");
            json.WriteString("type", used.Type);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartObject(@event.Deed is Identified ? "traits" : "properties");
        Properties(json, @event.Deed);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CatalogItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id.Value);
        json.WriteString("title", item.Title);
        json.WriteString("category", item.Category);
        json.WriteString("brand", item.Brand);
        json.WriteNumber("price", item.Price!.Value);
        json.WriteString("currency", item.Currency);
        json.WriteBoolean("repeatable", item.Repeatable == true);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in item.Attributes) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(Deed deed) => deed switch
    {
        PageSeen => "page_viewed",
        PageRead => "page_engaged",
        ContentSeen => "content_viewed",
        ListSeen => "product_list_viewed",
        ListClicked => "product_clicked",
        Searched => "products_searched",
        ProductSeen => "product_viewed",
        Favoured => "wishlist_added",
        Shared => "product_shared",
        PutIntoCart => "cart_added",
        CheckedOut => "checkout_started",
        Ordered => "order_completed",
        SentBack => "order_refunded",
        Identified => "identified",
        SignedUp => "signed_up",
        SignedIn => "signed_in",
        Befriended => "friend_linked",
        NewsletterSent => "campaign_contacted",
        NewsletterOpened => "campaign_opened",
        RecommendationsSeen => "recommendation_viewed",
        RecommendationClicked => "recommendation_clicked",
        _ => throw new UnreachableException(deed.GetType().Name),
    };

    private static void Properties(Utf8JsonWriter json, Deed deed)
    {
        switch (deed)
        {
            case PageSeen page:
                json.WriteString("path", page.Path);
                json.WriteString("title", page.Title);
                break;
            case PageRead read:
                json.WriteString("product_id", read.Product.Id);
                json.WriteNumber("engaged_ms", read.Milliseconds);
                break;
            case ContentSeen content:
                json.WriteString("form", content.Form);
                break;
            case ListSeen list:
                json.WriteString("category", list.Kind.Category);
                json.WriteStartArray("products");
                for (var i = 0; i < list.Products.Count; i++) Place(json, list.Products[i].Id, i + 1);
                json.WriteEndArray();
                break;
            case ListClicked click:
                json.WriteString("product_id", click.Product.Id);
                json.WriteNumber("position", click.Position);
                break;
            case Searched search:
                json.WriteString("query", search.Query);
                break;
            case ProductSeen seen:
                json.WriteString("product_id", seen.Product.Id);
                break;
            case Favoured favoured:
                json.WriteString("product_id", favoured.Product.Id);
                break;
            case Shared shared:
                json.WriteString("product_id", shared.Product.Id);
                json.WriteString("channel", shared.Channel);
                break;
            case PutIntoCart put:
                json.WriteString("product_id", put.Product.Id);
                json.WriteNumber("quantity", put.Quantity);
                break;
            case CheckedOut checkout:
                Lines(json, checkout.Lines);
                break;
            case Ordered order:
                json.WriteString("order_id", order.OrderId);
                json.WriteNumber("total", order.Total);
                Lines(json, order.Lines);
                break;
            case SentBack back:
                json.WriteString("order_id", back.OrderId);
                json.WriteNumber("total", back.Amount);
                Lines(json, back.Lines);
                break;
            case Identified traits:
                json.WriteNumber("age", traits.Age);
                json.WriteString("gender", traits.Gender);
                json.WriteString("region", traits.Region);
                break;
            case Befriended friend:
                json.WriteString("friend_id", friend.FriendId);
                break;
            case NewsletterSent sent:
                Newsletter(json, sent.Id);
                break;
            case NewsletterOpened opened:
                Newsletter(json, opened.Id);
                break;
            case RecommendationsSeen seen:
                json.WriteString("list_id", seen.ListId);
                json.WriteStartArray("products");
                for (var i = 0; i < seen.ProductIds.Count; i++) Place(json, seen.ProductIds[i], i + 1);
                json.WriteEndArray();
                break;
            case RecommendationClicked click:
                json.WriteString("list_id", click.ListId);
                json.WriteString("product_id", click.ProductId);
                json.WriteNumber("position", click.Position);
                break;
        }
    }

    private static void Newsletter(Utf8JsonWriter json, string id)
    {
        json.WriteString("campaign_id", id);
        json.WriteString("channel", "email");
    }

    private static void Place(Utf8JsonWriter json, string id, int position)
    {
        json.WriteStartObject();
        json.WriteString("product_id", id);
        json.WriteNumber("position", position);
        json.WriteEndObject();
    }

    private static void Lines(Utf8JsonWriter json, IReadOnlyList<OrderLine> lines)
    {
        json.WriteString("currency", Shop.Currency);
        json.WriteStartArray("products");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("product_id", line.Product.Id);
            json.WriteNumber("price", line.Product.Price);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
