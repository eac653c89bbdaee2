using System.Globalization;
using System.Text;
using System.Text.Json;
using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

/// <summary>Random and mutated requests: nothing is thrown, nothing is lost, and each event's neighbours survive.</summary>
public sealed class RandomRequestTests
{
    private const string Sentinel = """{"userId":"sentinel","event":"signed_up"}""";

    private static readonly string[] Good =
    [
        """{"anonymousId":"a1","type":"page","messageId":"m1","timestamp":"2026-03-02T09:59:00Z","properties":{"url":"https://s.example/a?b=c#d","title":"T"},"context":{"timezone":"Europe/Berlin","userAgent":"x"}}""",
        """{"anonymousId":"a1","type":"track","event":"Product Viewed","properties":{"product_id":"p1","name":"N","price":1.5,"currency":"EUR","category":"A > B"}}""",
        """{"userId":"u1","event":"order_completed","properties":{"order_id":"o1","total":"12.50","currency":"GBP","products":[{"product_id":"p1","price":1,"quantity":2},{"sku":"p2"}]}}""",
        """{"anonymousId":"a2","userId":"u2","type":"identify","traits":{"age":3,"email":"b@x.org","company":{"size":4}}}""",
        """{"anonymousId":"a3","event":"order_refunded","properties":{"order_id":"o1","value":3}}""",
        """{"anonymousId":"a3","event":"page_engaged","properties":{"engaged_ms":100}}""",
        """{"anonymousId":"a3","event":"products_searched","properties":{"query":"\u00fcber \ud83c\udf75"}}""",
    ];

    private static readonly string[] Nasty =
    [
        "null", "true", "-0", "1e999", "-1e-999", "123456789012345678901234567890", "1.00000000000000000000000000001", "\"\"", "\" \"", "[]", "{}",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83c\\udf75\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"NaN\"", "\"Infinity\"", "\"-\"", "\"+1\"", "\"1,5\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"2026-13-01\"", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}}}",
        "[[[[[[[[[[[[[[]]]]]]]]]]]]]]", "\"\u202e\ufeff\u2028\"", "\"guest\"", "[{}]", "[null]", "{\"\":1}", "{\"\\ud800\":1}", "\"💥\"", "18446744073709551616",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Two_thousand_random_requests_are_all_answered_and_nothing_is_lost(int seed)
    {
        var random = new Random(seed);
        var desk = new Desk();
        var accepted = 0;
        for (var i = 0; i < 2000; i++)
        {
            var body = Request(random);
            var letters = desk.DeadLetters.Letters.Count;
            var context = random.Next(3) switch
            {
                0 => desk.Write,
                1 => desk.Secret with { Visitor = "c1" },
                _ => desk.History,
            };
            var result = await desk.SendAsync(body, context);
            accepted += result.Accepted;
            Assert.Equal(Expected(body), result.Error is null ? result.Accepted + result.Duplicates + result.Rejected.Count : null);
            Assert.Equal(accepted, desk.Log.Records.Count);
            Assert.Equal(result.Rejected.Count + (result.Error is null ? 0 : 1), desk.DeadLetters.Letters.Count - letters);
            Assert.All(result.Rejected, r => Assert.InRange(r.Message.Length, 1, 400));
        }

        Assert.InRange(accepted, 500, 20_000);
        Assert.All(desk.DeadLetters.Letters, letter => JsonDocument.Parse(letter.Body).Dispose());
    }

    [Fact]
    public async Task Each_nasty_value_in_each_field_rejects_at_most_its_own_event()
    {
        var desk = new Desk();
        foreach (var good in Good)
        {
            foreach (var nasty in Nasty)
            {
                foreach (var bad in WithEachValueReplaced(good, nasty))
                {
                    desk.Log.Records.Clear();
                    var result = await desk.SendAsync($"[{Sentinel},{bad},{Sentinel}]", desk.Secret);
                    Assert.Null(result.Error);
                    Assert.Equal(3, result.Accepted + result.Rejected.Count);
                    Assert.Equal(2, desk.Log.Records.Count(r => r.Record.Visitor.Value == "sentinel"));
                }
            }
        }
    }

    [Fact]
    public async Task Random_catalogues_are_all_answered()
    {
        var random = new Random(6);
        var desk = new Desk();
        string[] items =
        [
            """{"id":"a","title":"A","category":"X>Y","price":"1.5","currency":"EUR","inStock":true,"url":"/a","attributes":{"c":"d"}}""",
            """{"id":7,"name":"B","image_url":"https://s.example/b.png","repeatable":false}""",
        ];
        for (var i = 0; i < 2000; i++)
        {
            var list = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Changed(random, items[random.Next(items.Length)])).ToList();
            var text = random.Next(3) switch
            {
                0 => string.Join('\n', list),
                1 => "[" + string.Join(',', list) + "]",
                _ => "{\"items\":[" + string.Join(',', list) + "]}",
            };
            var result = await desk.PutAsync(Damaged(random, Encoding.UTF8.GetBytes(text)));
            Assert.True(result.Error is null || result.Accepted == 0);
        }

        Assert.NotEmpty(desk.Catalog.Items);
    }

    private static byte[] Request(Random random)
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
    private static string Changed(Random random, string good)
    {
        if (random.Next(2) == 0) return good;
        var changed = WithEachValueReplaced(good, Nasty[random.Next(Nasty.Length)]).ToList();
        return changed[random.Next(changed.Count)];
    }

    // Three of five bodies stay whole; the others lose, gain or change bytes.
    private static byte[] Damaged(Random random, byte[] body)
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

    private static IEnumerable<string> WithEachValueReplaced(string json, string value)
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
    private static int? Expected(byte[] body)
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

    [Fact]
    public void The_good_examples_are_good() => Assert.All(Good, good => Assert.Equal(1, Expected(Encoding.UTF8.GetBytes(good))));

    [Fact]
    public async Task Bodies_cut_anywhere_are_refused_or_read()
    {
        var desk = new Desk();
        var body = Encoding.UTF8.GetBytes("[" + string.Join(',', Good) + "]");
        for (var length = 0; length < body.Length; length++)
        {
            var result = await desk.SendAsync(body[..length], desk.Secret);
            Assert.Equal(IntakeCode.InvalidJson, result.Error?.Code);
        }

        Assert.Empty(desk.Log.Records);
        var whole = await desk.SendAsync(body, desk.Secret);
        Assert.Equal(Good.Length, whole.Accepted);
        Assert.Equal(EventKind.PageViewed.ToString(), EventKinds.Of(desk.Log.Records[0].Record.Event).ToString(), ignoreCase: true);
        Assert.Equal("12.5", ((OrderCompleted)desk.Log.Records[2].Record.Event).Total.ToString("0.####", CultureInfo.InvariantCulture));
    }
}
