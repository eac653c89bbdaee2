using System.Globalization;
using System.Text.Json.Nodes;

namespace Recs.EndToEnd.Tests;

/// <summary>Generated visitors, each of whom one sender speaks for, so that their events have an order.</summary>
public sealed class Shoppers(int seed, int sender, int visitors, DateTimeOffset start)
{
    private readonly Random _random = new(HashCode.Combine(seed, sender));
    private int _sent;

    /// <summary>The next events, in time order, at most one visitor's many orders.</summary>
    public IReadOnlyList<ShopperEvent> Next(int count)
    {
        var events = new ShopperEvent[count];
        for (var i = 0; i < count; i++) events[i] = Next();
        return events;
    }

    private ShopperEvent Next()
    {
        var n = _sent++;
        var visitor = $"v{sender}-{_random.Next(visitors)}";
        var item = new JsonObject { ["product_id"] = $"p{_random.Next(200)}", ["category"] = $"Dept{_random.Next(5)} > Leaf{_random.Next(20)}", ["price"] = _random.Next(1, 100), ["currency"] = "EUR" };
        var json = new JsonObject
        {
            ["messageId"] = $"{sender}-{n}",
            ["anonymousId"] = visitor,
            ["timestamp"] = (start + TimeSpan.FromSeconds(n * 5)).ToString("O", CultureInfo.InvariantCulture),
        };
        switch (_random.Next(10))
        {
            case 0:
                json["event"] = "cart_added";
                json["properties"] = item;
                break;
            case 1:
                json["event"] = "order_completed";
                json["properties"] = new JsonObject { ["order_id"] = $"o{sender}-{n}", ["currency"] = "EUR", ["total"] = _random.Next(1, 200), ["products"] = new JsonArray(item) };
                break;
            case < 5:
                json["event"] = "page_viewed";
                json["properties"] = new JsonObject { ["path"] = $"/p/{_random.Next(50)}" };
                break;
            default:
                json["event"] = "product_viewed";
                json["properties"] = item;
                break;
        }

        return new ShopperEvent(visitor, json.ToJsonString());
    }
}

/// <param name="Visitor">Whose.</param>
/// <param name="Json">The event as sent.</param>
public sealed record ShopperEvent(string Visitor, string Json);
