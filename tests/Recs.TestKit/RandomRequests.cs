using System.Text;
using System.Text.Json;

namespace Recs.TestKit;

/// <summary>Makes requests of every kind of badness from a seed.</summary>
public static class RandomRequests
{
    public static readonly string[] Good =
    [
        """{"anonymousId":"a1","type":"page","messageId":"m1","timestamp":"2026-03-02T09:59:00Z","properties":{"url":"https://s.example/a?b=c#d","title":"T"},"context":{"timezone":"Europe/Berlin","userAgent":"x"}}""",
        """{"anonymousId":"a1","type":"track","event":"Product Viewed","properties":{"product_id":"p1","name":"N","price":1.5,"currency":"EUR","category":"A > B"}}""",
        """{"userId":"u1","event":"order_completed","properties":{"order_id":"o1","total":"12.50","currency":"GBP","products":[{"product_id":"p1","price":1,"quantity":2},{"sku":"p2"}]}}""",
        """{"anonymousId":"a2","userId":"u2","type":"identify","traits":{"age":3,"email":"b@x.org","company":{"size":4}}}""",
        """{"anonymousId":"a3","event":"order_refunded","properties":{"order_id":"o1","value":3}}""",
        """{"anonymousId":"a3","event":"page_engaged","properties":{"engaged_ms":100}}""",
        """{"anonymousId":"a3","event":"products_searched","properties":{"query":"\u00fcber \ud83c\udf75"}}""",
        """{"anonymousId":"a3","event":"purchase","ecommerce":{"transaction_id":"t1","value":9,"tax":1,"shipping":"2","currency":"EUR","items":[{"item_id":"p1","item_category":"A","item_category2":"B","price":9,"discount":1,"index":0}]}}""",
        """{"anonymousId":"a3","event":"add_to_cart","properties":{"currency":"EUR","items":[{"item_id":"p1","quantity":2}]}}""",
        """{"anonymousId":"a3","name":"page_view","params":{"page_location":"https://s.example/x"},"timestamp_micros":1772445540000000}""",
        """{"anonymousId":"a3","event":"select_promotion","ecommerce":{"items":[{"item_id":"p1","promotion_id":"c1"}]}}""",
        """{"anonymousId":"a3","event":"recommendation_viewed","properties":{"list_id":"l1","placement":"home","products":[{"product_id":"p1","position":1}]}}""",
        """{"anonymousId":"a3","event":"consent_changed","properties":{"analytics":true,"marketing":"denied"}}""",
        """{"anonymousId":"a3","type":"screen","name":"Home","context":{"timezone":"+02:00","campaign":{"name":"n"}}}""",
    ];

    public static readonly string[] Nasty =
    [
        "null", "true", "-0", "1e999", "-1e-999", "123456789012345678901234567890", "1.00000000000000000000000000001", "\"\"", "\" \"", "[]", "{}",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83c\\udf75\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"NaN\"", "\"Infinity\"", "\"-\"", "\"+1\"", "\"1,5\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"2026-13-01\"", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}}}",
        "[[[[[[[[[[[[[[]]]]]]]]]]]]]]", "\"\u202e\ufeff\u2028\"", "\"guest\"", "[{}]", "[null]", "{\"\":1}", "{\"\\ud800\":1}", "\"💥\"", "18446744073709551616",
    ];

    public static byte[] Request(Random random)
    {
        if (random.Next(20) == 0)
        {
            var noise = new byte[random.Next(0, 400)];
            random.NextBytes(noise);
            return noise;
        }

        var events = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Changed(random, Good[random.Next(Good.Length)])).ToList();
        var text = random.Next(3) switch
        {
            0 => events[0],
            1 => "[" + string.Join(',', events) + "]",
            _ => $$"""{"batch":[{{string.Join(',', events)}}],"sentAt":{{(random.Next(3) == 0 ? Nasty[random.Next(Nasty.Length)] : "\"2026-03-02T10:00:00Z\"")}}}""",
        };
        return Damaged(random, Encoding.UTF8.GetBytes(text));
    }

    // Half of the events stay good; the others get another value somewhere.
    public static string Changed(Random random, string good)
    {
        if (random.Next(2) == 0) return good;
        var changed = WithEachValueReplaced(good, Nasty[random.Next(Nasty.Length)]).ToList();
        return changed[random.Next(changed.Count)];
    }

    // Three of five bodies stay whole; the others lose, gain or change bytes.
    public static byte[] Damaged(Random random, byte[] body)
    {
        var bytes = body.ToList();
        switch (random.Next(15))
        {
            case 0 or 1:
                return body[..random.Next(body.Length)];
            case 2:
                for (var n = random.Next(1, 10); n > 0; n--) bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                return [.. bytes];
            case 3:
                bytes.RemoveRange(random.Next(bytes.Count / 2), random.Next(1, bytes.Count / 2));
                return [.. bytes];
            case 4:
                bytes.InsertRange(random.Next(bytes.Count), Enumerable.Repeat((byte)"[{\"\\,\0"[random.Next(6)], random.Next(1, 3000)));
                return [.. bytes];
            case 5:
                return [0xEF, 0xBB, 0xBF, .. body];
            default:
                return body;
        }
    }

    public static IEnumerable<string> WithEachValueReplaced(string json, string value)
    {
        var places = new List<(int Start, int End)>();
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var end = reader;
            end.Skip();
            places.Add((start, (int)end.BytesConsumed));
        }

        return places.Select(place => Encoding.UTF8.GetString(bytes[..place.Start]) + value + Encoding.UTF8.GetString(bytes[place.End..]));
    }

    // Counted by another parser: how many events a body holds; null where it is no request.
    public static int? EventsIn(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body, new JsonDocumentOptions { MaxDepth = 100_000 });
            return Count(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Count(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root.GetArrayLength();
        if (root.ValueKind != JsonValueKind.Object) return null;
        var lists = root.EnumerateObject().Where(p => SafeName(p) is "batch" or "events").ToList();
        if (lists.Count == 0) return 1;
        return lists.Count == 1 && lists[0].Value.ValueKind == JsonValueKind.Array ? lists[0].Value.GetArrayLength() : null;
    }

    private static string SafeName(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
