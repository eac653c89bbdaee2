using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Recs.EndToEnd.Tests;

/// <summary>Requests that carry personal data in every place where senders put it by mistake.</summary>
internal static class PlantedData
{
    public const string Mail = "planted.mail@example.org";
    public const string Visitor = "kept-visitor-1";

    /// <summary>What must be found nowhere, whatever stands around it.</summary>
    public static readonly string[] Traces =
        ["planted.mail", "planted.MAIL", "5550199", "555 0199", "5550123", "5550147", "203.0.113.77", "198.51.100.23", "192.0.2.61", "db8::77", "PlantedAgent"];

    private const string Text = "write to planted.mail@example.org, call +49 171 5550199 or 0171-5550123, from 192.0.2.61 and 2001:db8::77:1";

    // Free fields of every kind of event, in what is accepted.
    private static readonly string[] Accepted =
    [
        $$$$$"""{"type":"page","properties":{"url":"https://planted.mail%40example.org:x@shop.example/u/planted.mail@example.org/0171-5550123?email=planted.mail%40example.org&utm_source=planted.mail%40example.org#planted.mail","title":"{{{{{Text}}}}}","referrer":"https://192.0.2.61/search?q=planted.mail@example.org"},"context":{"ip":"192.0.2.61","userAgent":"PlantedAgent/1","page":{"search":"?q=planted.mail@example.org"}}}""",
        $$$$$"""{"type":"page","context":{"page":{"path":"/call/+491715550199","title":"{{{{{Text}}}}}","referrer":"http://[2001:db8::77:1]/"}}}""",
        $$$$$"""{"event":"products_searched","properties":{"query":"{{{{{Text}}}}}"}}""",
        $$$$$"""{"event":"product_viewed","properties":{"product_id":"mug","name":"{{{{{Text}}}}}","brand":"{{{{{Text}}}}}","category":"{{{{{Text}}}}} > Mugs"}}""",
        $$$$$"""{"event":"product_list_viewed","properties":{"list_id":"l1","category":"{{{{{Text}}}}}","products":[{"product_id":"mug","name":"{{{{{Text}}}}}"}]}}""",
        $$$$$"""{"event":"order_completed","properties":{"order_id":"o1","total":5,"currency":"EUR","customer_email":"planted.mail@example.org","products":[{"product_id":"mug","name":"{{{{{Text}}}}}","price":5}]}}""",
        $$$$$"""{"event":"signed_up","properties":{"method":"{{{{{Text}}}}}"}}""",
        $$$$$"""{"event":"signed_in","properties":{"method":"{{{{{Text}}}}}"}}""",
        $$$$$"""{"event":"product_shared","properties":{"product_id":"mug","share_via":"{{{{{Text}}}}}","recipient":"planted.mail@example.org"}}""",
        $$$$$"""{"event":"recommendation_viewed","properties":{"list_id":"l1","placement":"{{{{{Text}}}}}"}}""",
        $$$$$"""{"event":"campaign_opened","properties":{"campaign_id":"c1","channel":"{{{{{Text}}}}}"}}""",
        $$$$$"""{"event":"page_engaged","properties":{"engaged_ms":5,"category":"{{{{{Text}}}}}"}}""",
        $$$$$"""{"type":"identify","userId":"kept-user-1","traits":{"email":"planted.mail@example.org","phone":491715550147,"about":"{{{{{Text}}}}}","last":{"ip":"192.0.2.61"},"planted.mail@example.org":"name"}}""",
        $$$$$"""{"event":"products_searched","properties":{"query":"{{{{{Text}}}}}"},"context":{"consent":{"personalisation":false}}}""",
        $$$$$"""{"event":"products_searched","properties":{"query":"{{{{{Text}}}}}"},"context":{"consent":{"analytics":false},"page":{"title":"{{{{{Text}}}}}"}}}""",
        $$$$$"""{"event":"products_searched","properties":{"query":"{{{{{Text}}}}}"},"context":{"webdriver":true}}""",
    ];

    // What is refused, by many reasons, each with personal data beside or within its fault.
    private static readonly string[] Refused =
    [
        """{"event":"planted.mail@example.org"}""",
        """{"type":"planted.mail@example.org"}""",
        $$$$$"""{"event":"product_viewed","properties":{"note":"{{{{{Text}}}}}","phone":491715550147,"nested":{"list":["{{{{{Text}}}}}"],"telephone":491715550147},"planted.mail@example.org":1}}""",
        """{"event":"product_viewed","properties":{"product_id":"mug","price":"planted.mail@example.org"}}""",
        """{"event":"product_viewed","properties":{"product_id":"mug","currency":"planted.mail@example.org"}}""",
        """{"event":"product_viewed","properties":{"product_id":"mug","name":["planted.mail@example.org"]}}""",
        """{"event":"content_viewed","properties":{"form":"planted.mail@example.org"}}""",
        """{"event":"signed_up","timestamp":"planted.mail@example.org"}""",
        """{"event":"signed_up","context":{"consent":"planted.mail@example.org"}}""",
        """{"event":"signed_up","userId":"u1","userToken":"planted.mail@example.org"}""",
        """{"event":"consent_changed","properties":{"marketing":"planted.mail@example.org"}}""",
        """{"event":"signed_up","properties":"planted.mail@example.org","context":{"ip":"192.0.2.61","user_agent":"PlantedAgent/1","page":{"url":"https://s.example/?q=planted.mail@example.org"}}}""",
        """{"event":"signed_up","x":[[[[[[[["planted.mail@example.org"]]]]]]]]}""",
        """{"event":"signed_up\ud800","x":"planted.mail@example.org"}""",
        "\"planted.mail@example.org\"",
        "42",
    ];

    // Whole bodies that cannot be read.
    private static readonly string[] Broken =
    [
        "planted.mail@example.org", "[{\"a\":planted.mail@example.org}]", "\"planted.mail@example.org\"", "{\"batch\":\"planted.mail@example.org\"}",
        "{\"writeKey\":\"planted.mail@example.org\"}",
    ];

    private static readonly string[] Reads =
    [
        "/v1/recommendations?form=planted.mail@example.org", "/v1/recommendations?form=popular&limit=planted.mail@example.org&visitor=planted.mail@example.org",
        "/v1/recommendations?form=popular&category=planted.mail%40example.org&userToken=planted.mail@example.org&visitor=x", "/v1/recommendations?form=popular&recent=planted.mail@example.org",
        "/v1/visitors/planted.mail%40example.org", "/v1/visitors/x?asOf=planted.mail@example.org", "/planted.mail@example.org?tel=0171-5550123", "/v1/events?email=planted.mail@example.org",
    ];

    /// <summary>Sends all of it with either key; gives the answers to events.</summary>
    public static async Task<List<string>> SendAsync(HttpClient http, CancellationToken cancel)
    {
        var answers = new List<string>();
        foreach (var key in new[] { "dev-write-key", "dev-secret-key" })
        {
            answers.Add(await PostAsync(http, key, "[" + string.Join(',', Accepted.Select(Named).Concat(Refused.Select(Named))) + "]", cancel));
            foreach (var body in Broken) answers.Add(await PostAsync(http, key, body, cancel));
            foreach (var path in Reads) await SendAsync(http, HttpMethod.Get, path, key, null, cancel);
            await SendAsync(http, HttpMethod.Put, "/v1/items", key, $$"""[{"id":"","title":"{{Text}}"},{"id":"x","title":"{{Text}}","url":"planted.mail@example.org"},5550123]""", cancel);
        }

        await SendAsync(http, HttpMethod.Post, "/v1/events", Mail, Named(Accepted[0]), cancel);
        await SendAsync(http, HttpMethod.Get, "/v1/visitors/x", Mail, null, cancel);
        await SendBadLineAsync(http.BaseAddress!, cancel);
        return answers;
    }

    // No client library sends what is no HTTP.
    private static async Task SendBadLineAsync(Uri server, CancellationToken cancel)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, server.Port, cancel);
        await tcp.Client.SendAsync(Encoding.ASCII.GetBytes($"GET {Mail} nothing like HTTP\r\n\r\n"), cancel);
        while (await tcp.Client.ReceiveAsync(new byte[1024], cancel) > 0) { }
    }

    private static string Named(string @event) => @event.StartsWith('{') ? $"{{\"anonymousId\":\"{Visitor}\",{@event[1..]}" : @event;

    private static Task<string> PostAsync(HttpClient http, string key, string body, CancellationToken cancel) =>
        SendAsync(http, HttpMethod.Post, "/v1/events", key, body, cancel);

    private static async Task<string> SendAsync(HttpClient http, HttpMethod method, string path, string key, string? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (iPhone) PlantedAgent/1 (planted.mail@example.org)");
        request.Headers.TryAddWithoutValidation("Referer", "https://shop.example/?q=planted.mail@example.org");
        request.Headers.TryAddWithoutValidation("From", Mail);
        request.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.TryAddWithoutValidation("baggage", $"mail={Mail}");
        using var response = await http.SendAsync(request, cancel);
        return await response.Content.ReadAsStringAsync(cancel);
    }
}
