using System.Globalization;
using System.Text.Json.Nodes;
using Recs.Collector;

namespace Recs.EndToEnd.Tests;

/// <summary>
/// Generated visitors, each of whom one sender speaks for, so that their events have an order. Half of the senders are shop
/// back ends: they hold the secret key, and some of their visitors sign in and are users from then on.
/// </summary>
public sealed class Shoppers(int seed, int sender, int visitors, DateTimeOffset start)
{
    private readonly Random _random = new(HashCode.Combine(seed, sender));
    private readonly bool[] _signedIn = new bool[visitors];
    private readonly List<(int Visitor, string Order, int Total)> _orders = [];
    private int _sent;

    /// <summary>The key this sender sends with.</summary>
    public KeyKind Key => sender % 2 == 0 ? KeyKind.Secret : KeyKind.Write;

    /// <summary>The next events, in time order.</summary>
    public AnsweredBatch Next(int count)
    {
        var events = new string[count];
        for (var i = 0; i < count; i++) events[i] = Next();
        return new AnsweredBatch(Key, events);
    }

    private string Next()
    {
        var n = _sent++;
        var visitor = _random.Next(visitors);
        var json = new JsonObject
        {
            ["messageId"] = $"{sender}-{n}",
            ["timestamp"] = (start + TimeSpan.FromSeconds(n * 5)).ToString("O", CultureInfo.InvariantCulture),
        };
        if (Key == KeyKind.Secret && visitor % 2 == 0 && !_signedIn[visitor] && _random.Next(20) == 0)
        {
            _signedIn[visitor] = true;
            (json["event"], json["anonymousId"], json["userId"]) = ("identified", Device(visitor), User(visitor));
            return json.ToJsonString();
        }

        json[_signedIn[visitor] ? "userId" : "anonymousId"] = _signedIn[visitor] ? User(visitor) : Device(visitor);
        Fill(json, visitor, n);
        return json.ToJsonString();
    }

    private void Fill(JsonObject json, int visitor, int n)
    {
        var item = new JsonObject { ["product_id"] = $"p{_random.Next(200)}", ["category"] = $"Dept{_random.Next(5)} > Leaf{_random.Next(20)}", ["price"] = _random.Next(1, 100), ["currency"] = "EUR" };
        switch (_random.Next(20))
        {
            case 0 or 1:
                (json["event"], json["properties"]) = ("cart_added", item);
                break;
            case 2 or 3:
                var total = _random.Next(1, 200);
                _orders.Add((visitor, $"o{sender}-{n}", total));
                (json["event"], json["properties"]) = ("order_completed", new JsonObject { ["order_id"] = _orders[^1].Order, ["currency"] = "EUR", ["total"] = total, ["products"] = new JsonArray(item) });
                break;
            case 4 when _orders.FindLast(o => o.Visitor == visitor) is { Order: { } order } placed:
                var refund = new JsonObject { ["order_id"] = order };
                if (_random.Next(2) == 0) (refund["value"], refund["currency"]) = (_random.Next(1, placed.Total + 1), "EUR");
                (json["event"], json["properties"]) = ("order_refunded", refund);
                break;
            case < 10:
                (json["event"], json["properties"]) = ("page_viewed", new JsonObject { ["path"] = $"/p/{_random.Next(50)}" });
                break;
            default:
                (json["event"], json["properties"]) = ("product_viewed", item);
                break;
        }
    }

    private string Device(int visitor) => $"v{sender}-{visitor}";

    private string User(int visitor) => $"u{sender}-{visitor}";
}

/// <summary>A request that was answered with 202.</summary>
/// <param name="Key">The kind of key it came with.</param>
/// <param name="Events">Its events as sent.</param>
public sealed record AnsweredBatch(KeyKind Key, IReadOnlyList<string> Events)
{
    public string Body => $"[{string.Join(',', Events)}]";
}
