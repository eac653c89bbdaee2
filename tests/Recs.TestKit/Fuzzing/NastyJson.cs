using System.Text;

namespace Recs.TestKit.Fuzzing;

/// <summary>Bodies that parsers are known to stumble over. Few are JSON; none may do more than be refused or taken.</summary>
public static class NastyJson
{
    private const string Event = """{"anonymousId":"a1","event":"product_viewed","properties":{"product_id":"p1","price":1.5,"currency":"EUR"}}""";

    /// <summary>Small ones.</summary>
    public static readonly IReadOnlyList<byte[]> Small = [.. Texts().Select(Encoding.UTF8.GetBytes), .. Bytes()];

    /// <summary>Hundreds of kilobytes each.</summary>
    public static readonly IReadOnlyList<byte[]> Large = [.. LargeTexts().Select(Encoding.UTF8.GetBytes)];

    private static IEnumerable<string> Texts() =>
    [
        // Nothing, almost nothing, and not JSON
        "", " ", "\t\r\n", "{", "}", "[", "]", "\"", ",", ":", "-", "nul", "truex", "NaN", "Infinity", "undefined", "<xml/>", "a=b&c=d", "//x", "/*x*/{}", "{}//", "'a'", "{a:1}",
        "{'event':'page'}", "[1,]", "{\"a\":1,}", "{,}", "[,]", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{:1}", "{1:1}", "{null:1}", "[{]}", "{\"a\":[}]", "{}{}", "[][]", "{}\n{}", "{},{}",
        Event + Event, Event + "\n" + Event, "[" + Event + "][" + Event + "]", "[" + Event, Event[..^1], Event + "]", Event + "\0", "\0" + Event, Event.Replace("a1", "a\0b", StringComparison.Ordinal),

        // Space that is none
        "\u00a0" + Event, "\u2028" + Event, "\u3000{}", "\u200b{}", "\ufeff\ufeff" + Event, Event + "\ufeff", "\v{}", "\f{}", "{\u00a0\"a\":1}", "\u0085[]",

        // Numbers
        .. Values("1e400", "-1e400", "1e-400", "-0", "-0.0", "0e0", "0E+0", "00", "01", "-01", "1.", ".5", "+1", "1e", "1E+", "0x10", "1_000", "1e1e1", "--1", "9007199254740993",
            "18446744073709551616", "-9223372036854775809", "79228162514264337593543950336", "0.00000000000000000000000000001", new string('9', 400), "0." + new string('0', 400) + "1", "1" + new string('0', 4000) + "e-4000"),

        // Strings
        .. Values("\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83c\\udf75\"", "\"\\u0000\"", "\"\\u000\"", "\"\\uD8\"", "\"\\x41\"", "\"\\a\"", "\"\\\"", "\"a\nb\"", "\"a\tb\"",
            "\"\u0001\"", "\"\u007f\"", "\"\u202e\u2066\"", "\"\ufeff\"", "\"\ufffe\"", "\"\uffff\"", "\"e\u0301\"", "\"\u212b\"", "\"\ufb01\"", "\"İ\"", "\"ß\"", "\"' OR 1=1 --\"", "\"; DROP TABLE log; --\"",
            "\"${jndi:ldap://x}\"", "\"<script>alert(1)</script>\"", "\"../../etc/passwd\"", "\"%00\"", "\"%s%n\"", "\"{0}\"", "\"\\u003cb\\u003e\"", "\"\\/\\/\"", "\"" + new string('é', 600) + "\"", "\"" + new string('\\', 1001) + "\""),

        // Keys
        "{\"\":1}", "{\"\":{\"\":{\"\":[]}}}", "{\"__proto__\":{\"event\":\"page\"},\"anonymousId\":\"a1\"}", "{\"constructor\":{\"prototype\":1}}", "{\"$ref\":\"#\"}", "{\"$type\":\"System.IO.FileInfo\"}", "{\"@type\":\"x\"}",
        "{\"event\":\"page\",\"event\":\"page\"}", "{\"anonymousId\":\"a1\",\"anonymousId\":\"a2\",\"event\":\"page_viewed\",\"properties\":{\"path\":\"/\"}}", "{\"batch\":[],\"batch\":[]}",
        "{\"properties\":{},\"properties\":[],\"anonymousId\":\"a1\",\"event\":\"page_viewed\"}", "{\"\\u0065vent\":\"page_viewed\",\"event\":\"order_completed\",\"anonymousId\":\"a1\"}", "{\"Event\":\"page_viewed\",\"EVENT\":1}",
        "{\"\\ud800\":1,\"\\udc00\":2}", "{\"e\u0301vent\":1,\"évent\":2}", "{\"event\\u0000\":1}", "{\"" + new string('k', 5000) + "\":1}",

        // Wholes
        "{\"batch\":null}", "{\"batch\":{}}", "{\"batch\":\"\"}", "{\"batch\":[{\"batch\":[{\"batch\":[]}]}]}", "{\"batch\":[[],[[]]]}", "{\"batch\":[null,1,\"\",true,{}]}", "{\"events\":[],\"batch\":[]}", "[[[[" + Event + "]]]]",
        "{\"batch\":[" + Event + "],\"sentAt\":\"0000-00-00\"}", "{\"batch\":[" + Event + "],\"sentAt\":[]}", "{\"batch\":[" + Event + "],\"writeKey\":\"x\"}", "{\"batch\":[" + Event + "],\"writeKey\":{}}",
        "{\"id\":\"p1\"}", "[{\"id\":\"\"}]", "[{\"id\":\"p1\",\"attributes\":{\"a\":{\"b\":[]}}}]", "[{\"id\":\"p1\",\"category\":\">>>>\"}]", "[{\"id\":\"p1\",\"price\":-1,\"currency\":\"EURO\"}]", "[{\"id\":\"p1\",\"inStock\":\"perhaps\"}]",
        new string('[', 200) + new string(']', 200), string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200), new string('[', 3000), string.Concat(Enumerable.Repeat("{\"a\":[", 1500)),
    ];

    // A value in the places where text, a number, a time, an id, a list and an object are expected.
    private static IEnumerable<string> Values(params string[] values) => values.SelectMany(value => new[]
    {
        value,
        "{\"anonymousId\":" + value + ",\"event\":\"page_viewed\",\"properties\":{\"path\":" + value + "}}",
        "{\"anonymousId\":\"a1\",\"event\":\"order_completed\",\"messageId\":" + value + ",\"timestamp\":" + value + ",\"properties\":{\"order_id\":\"o1\",\"total\":" + value + ",\"currency\":" + value + ",\"products\":[{\"product_id\":" + value + ",\"price\":" + value + ",\"quantity\":" + value + "}]}}",
        "[{\"id\":\"p1\",\"title\":" + value + ",\"price\":" + value + ",\"attributes\":{\"a\":" + value + "}}]",
    });

    private static IEnumerable<byte[]> Bytes() =>
    [
        // Not UTF-8, or not at its shortest
        [0xff], [0xfe, 0xff], [0xc0, 0xaf], [0xc1, 0xbf], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xed, 0xa0, 0x80], [0x80], [0xe2, 0x82],
        Within([0xc0, 0x80]), Within([0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]), Within([0xf4, 0x90, 0x80, 0x80]), Within([0xe2, 0x82]), Within([0xff, 0xfe]), Within([0xc3]), Within([0xf0, 0x9f, 0x8d]),

        // Other encodings and their marks
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Event)], [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Event)], [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Event)],
        Encoding.Unicode.GetBytes(Event), Encoding.BigEndianUnicode.GetBytes(Event), Encoding.UTF32.GetBytes(Event), Encoding.Latin1.GetBytes(Event.Replace("a1", "ü", StringComparison.Ordinal)),

        // Compressed, or said to be
        [0x1f, 0x8b], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 2, 3], [0x78, 0x9c, 3, 0, 0, 0, 0, 1],
    ];

    private static IEnumerable<string> LargeTexts() =>
    [
        new string('[', 200_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
        "{\"anonymousId\":\"a1\",\"event\":\"page_viewed\",\"properties\":{\"path\":\"/" + new string('x', 1_000_000) + "\"}}",
        "{\"anonymousId\":\"" + new string('x', 1_000_000) + "\",\"event\":\"page_viewed\"}",
        "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"k{i}\":{i}")) + "}",
        "[" + string.Join(',', Enumerable.Repeat("0", 200_000)) + "]",
        "[" + string.Join(',', Enumerable.Repeat("{}", 50_000)) + "]",
        "{\"batch\":[" + string.Join(',', Enumerable.Repeat(Event, 3_000)) + "]}",
        "{\"anonymousId\":\"a1\",\"event\":\"order_completed\",\"properties\":{\"order_id\":\"big\",\"currency\":\"EUR\",\"total\":1,\"products\":[" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"{{\"product_id\":\"p{i % 50}\",\"quantity\":1}}")) + "]}}",
        "{\"total\":" + new string('9', 500_000) + "}",
        "\"" + string.Concat(Enumerable.Repeat("\\ud83c", 100_000)) + "\"",
    ];

    private static byte[] Within(byte[] bytes) => [.. "{\"anonymousId\":\"a"u8, .. bytes, .. "\",\"event\":\"page_viewed\",\"properties\":{\"path\":\"/\"}}"u8];
}
