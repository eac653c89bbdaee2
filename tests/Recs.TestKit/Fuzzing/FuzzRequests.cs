using System.Net.Http.Headers;
using System.Text;

namespace Recs.TestKit.Fuzzing;

/// <summary>Requests for every operation of a server: good ones, good ones changed, and nasty ones. The same seed gives the same.</summary>
/// <param name="targets">The operations.</param>
/// <param name="keys">Keys that the server knows.</param>
public sealed class FuzzRequests(IReadOnlyList<FuzzTarget> targets, IReadOnlyList<string> keys)
{
    private const int OneLargeIn = 2_000;

    private static readonly string[] OddValues =
    [
        "", "0", "-1", "1", "10", "201", "1e999", "99999999999999999999", "1.5", "NaN", "null", "true", "a1", "u1", "p1", "p1,p2,,", "for_you", "re_sell", "popular", "x", " ", "\0", "\u0001order:1", "\ud83c\udf75", "\u202e", "é",
        "'\"<>&", "\r\nX: y", "../..", "%00", "%25", "2026-03-02T10:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "Home > Mugs", new('x', 300), new('é', 2_000),
    ];

    private static readonly string[] ContentTypes =
        ["application/json", "application/json", "application/json", "text/plain", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png"];

    // Most go where bodies are taken.
    private readonly FuzzTarget[] _taking = [.. targets.Where(t => t.Method == HttpMethod.Post || t.Method == HttpMethod.Put)];

    public HttpRequestMessage Next(Random random)
    {
        var target = random.Next(4) == 0 ? targets[random.Next(targets.Count)] : _taking[random.Next(_taking.Length)];
        var request = new HttpRequestMessage(target.Method, Address(random, target));
        if (target.Method != HttpMethod.Get) request.Content = Content(random);
        Authorize(random, request);
        return request;
    }

    private static Uri Address(Random random, FuzzTarget target)
    {
        var path = string.Join('/', target.Path.Split('/').Select(part => part.StartsWith('{') ? Odd(random) : part));
        var query = new List<string>();
        for (var n = random.Next(4); n > 0; n--)
            query.Add($"{(target.Query.Count > 0 && random.Next(8) > 0 ? target.Query[random.Next(target.Query.Count)] : Odd(random))}={Odd(random)}");
        return new Uri(query.Count > 0 ? $"{path}?{string.Join('&', query)}" : path, UriKind.Relative);
    }

    private static string Odd(Random random)
    {
        var value = OddValues[random.Next(OddValues.Length)];
        return random.Next(30) == 0 ? "%ED%A0%80" : Uri.EscapeDataString(value);
    }

    private static ByteArrayContent Content(Random random)
    {
        var content = new ByteArrayContent(Body(random));
        content.Headers.TryAddWithoutValidation("Content-Type", ContentTypes[random.Next(ContentTypes.Length)]);
        if (random.Next(50) == 0) content.Headers.TryAddWithoutValidation("Content-Encoding", random.Next(2) == 0 ? "gzip" : "br");
        return content;
    }

    private static byte[] Body(Random random)
    {
        if (random.Next(OneLargeIn) == 0) return NastyJson.Large[random.Next(NastyJson.Large.Count)];
        return random.Next(4) switch
        {
            0 => NastyJson.Small[random.Next(NastyJson.Small.Count)],
            1 => RandomRequests.Damaged(random, Joined(random)),
            _ => RandomRequests.Request(random),
        };
    }

    // A nasty document where an event is expected, between good ones.
    private static byte[] Joined(Random random)
    {
        var good = RandomRequests.Good[random.Next(RandomRequests.Good.Length)];
        return [(byte)'[', .. Encoding.UTF8.GetBytes(good), (byte)',', .. NastyJson.Small[random.Next(NastyJson.Small.Count)], (byte)']'];
    }

    private void Authorize(Random random, HttpRequestMessage request)
    {
        var key = keys[random.Next(keys.Count)];
        request.Headers.Authorization = random.Next(20) switch
        {
            0 => null,
            1 => new AuthenticationHeaderValue("Bearer", "x"),
            2 => new AuthenticationHeaderValue("Basic", "%%%"),
            3 => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":"))),
            _ => new AuthenticationHeaderValue("Bearer", key),
        };
        if (random.Next(20) == 0) request.Headers.TryAddWithoutValidation("X-Recs-Visitor", Uri.EscapeDataString(OddValues[random.Next(OddValues.Length)]));
        if (random.Next(20) == 0) request.Headers.TryAddWithoutValidation("Origin", "https://shop.example");
    }
}
