using Recs.Cli.Hosting;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Cli.Tests.Export;

/// <summary>A shop with one event of every kind, and visitors who sign in, refuse, and buy without a name.</summary>
internal static class SmallShop
{
    public static readonly string[] Items =
    [
        """{"id":"cup","title":"Cup, \"small\"","category":"Kitchen > Cups","brand":"Clay","price":4.5,"currency":"EUR","repeatable":true,"attributes":{"colour":"red","size":"M"}}""",
        """{"id":"pot","title":"Pot","category":"Kitchen > Pots","price":24,"currency":"EUR","in_stock":false,"url":"https://shop.example/pot","image_url":"/pot.png"}""",
    ];

    public static readonly string[] Events =
    [
        At(0, "page_viewed", "\"anonymousId\":\"phone\",\"pageViewId\":\"p1\",\"context\":{\"timezone\":\"Europe/Berlin\",\"device\":{\"type\":\"mobile\"}}", "\"url\":\"/cups?utm_source=mail\",\"title\":\"Cups, small\",\"referrer\":\"https://search.example/\""),
        At(1, "page_engaged", "\"anonymousId\":\"phone\",\"pageViewId\":\"p1\"", "\"engaged_ms\":31000,\"product_id\":\"cup\""),
        At(2, "content_viewed", "\"anonymousId\":\"phone\"", "\"form\":\"video\""),
        At(3, "product_list_viewed", "\"anonymousId\":\"phone\"", "\"list_id\":\"l\",\"category\":\"Kitchen\",\"products\":[{\"product_id\":\"cup\",\"position\":1},{\"product_id\":\"pot\",\"position\":2}]"),
        At(4, "product_clicked", "\"anonymousId\":\"phone\"", "\"product_id\":\"cup\",\"position\":3"),
        At(5, "product_viewed", "\"anonymousId\":\"phone\",\"consent\":{\"analytics\":true,\"personalisation\":true}", "\"product_id\":\"cup\""),
        At(6, "products_searched", "\"anonymousId\":\"phone\"", "\"query\":\"cups, \\\"red\\\"\""),
        At(7, "wishlist_added", "\"anonymousId\":\"phone\"", "\"product_id\":\"pot\""),
        At(8, "wishlist_removed", "\"anonymousId\":\"phone\"", "\"product_id\":\"pot\""),
        At(9, "cart_added", "\"anonymousId\":\"phone\"", "\"product_id\":\"cup\",\"quantity\":3"),
        At(10, "signed_up", "\"userId\":\"anna\"", "\"method\":\"form\""),
        At(11, "identified", "\"anonymousId\":\"phone\",\"userId\":\"anna\"", "\"age\":41,\"region\":\"north\",\"member\":true,\"company\":{\"size\":20}"),
        At(12, "cart_removed", "\"anonymousId\":\"phone\"", "\"product_id\":\"cup\",\"quantity\":1"),
        At(13, "cart_removed", "\"anonymousId\":\"phone\"", "\"product_id\":\"cup\""),
        At(14, "cart_added", "\"anonymousId\":\"phone\"", "\"product_id\":\"pot\""),
        At(15, "signed_in", "\"userId\":\"anna\",\"anonymousId\":\"phone\"", "\"method\":\"form\""),
        At(16, "checkout_started", "\"userId\":\"anna\"", "\"order_id\":\"o1\",\"products\":[{\"product_id\":\"pot\"}]"),
        At(17, "order_completed", "\"userId\":\"anna\"", "\"order_id\":\"o1\",\"total\":33,\"currency\":\"EUR\",\"products\":[{\"product_id\":\"pot\"},{\"product_id\":\"cup\",\"quantity\":2}]"),
        At(18, "order_refunded", "\"userId\":\"anna\"", "\"order_id\":\"o1\",\"total\":9,\"currency\":\"EUR\",\"products\":[{\"product_id\":\"cup\",\"quantity\":2}]"),
        At(19, "recommendation_viewed", "\"userId\":\"anna\"", "\"list_id\":\"r\",\"placement\":\"home\",\"products\":[{\"product_id\":\"cup\",\"position\":1},{\"product_id\":\"pot\"}]"),
        At(20, "recommendation_clicked", "\"userId\":\"anna\"", "\"list_id\":\"r\",\"placement\":\"home\",\"product_id\":\"cup\",\"position\":1"),
        At(21, "product_shared", "\"userId\":\"anna\"", "\"product_id\":\"cup\",\"channel\":\"mail\""),
        At(22, "friend_linked", "\"userId\":\"anna\"", "\"friend_id\":\"bert\""),
        At(23, "friend_unlinked", "\"userId\":\"anna\"", "\"friend_id\":\"bert\""),
        At(24, "campaign_contacted", "\"userId\":\"anna\"", "\"campaign_id\":\"spring\",\"channel\":\"email\""),
        At(25, "campaign_opened", "\"userId\":\"anna\"", "\"campaign_id\":\"spring\",\"channel\":\"email\""),
        At(26, "campaign_clicked", "\"userId\":\"anna\"", "\"campaign_id\":\"spring\""),
        At(27, "order_completed", "\"messageId\":\"till\"", "\"order_id\":\"o2\",\"total\":9,\"currency\":\"EUR\",\"products\":[{\"product_id\":\"cup\",\"quantity\":2},{\"product_id\":\"pot\",\"price\":1}]"),
        At(28, "product_viewed", "\"anonymousId\":\"shy\",\"consent\":{\"personalisation\":false}", "\"product_id\":\"pot\""),
        At(29, "product_viewed", "\"anonymousId\":\"carl\"", "\"product_id\":\"pot\""),
        At(30, "consent_changed", "\"anonymousId\":\"carl\"", "\"personalisation\":false,\"marketing\":true"),
        At(31, "product_viewed", "\"anonymousId\":\"carl\"", "\"product_id\":\"cup\""),
        At(32, "order_completed", "\"anonymousId\":\"carl\"", "\"order_id\":\"o3\",\"total\":4.5,\"currency\":\"EUR\",\"products\":[{\"product_id\":\"cup\"}]"),
        .. Enumerable.Range(33, 40).Select(i => At(i, "product_viewed", $"\"anonymousId\":\"v{i % 7}\"", $"\"product_id\":\"{(i % 3 == 0 ? "pot" : "cup")}\"")),
    ];

    public static async Task ImportAsync(string data)
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder.File("items.jsonl"), Items);
        File.WriteAllLines(folder.File("events.jsonl"), Events);
        var (exitCode, _, error) = await CommandLine.RunAsync("import", "jsonl", folder.File("events.jsonl"), "--items", folder.File("items.jsonl"), "--data", data, "--import-id", "shop");
        Assert.True(exitCode == 0, error);
    }

    /// <summary>The records that senders asked for, in the order of partition and offset.</summary>
    public static async Task<List<LogRecord>> RecordsAsync(string data)
    {
        await using var installation = SiteFolder.Open(data, TimeProvider.System, "");
        var records = new List<LogRecord>();
        await foreach (var record in new SiteLog(installation.EventLog, installation.Checkpoints, SiteId.Default).ReadAsync(TestContext.Current.CancellationToken)) records.Add(record);
        return records;
    }

    private static string At(int minute, string name, string ids, string properties) =>
        $$$"""{"event":"{{{name}}}",{{{ids}}},"timestamp":"{{{new DateTime(2026, 1, 1).AddMinutes(minute):yyyy-MM-ddTHH:mm:ss}}}Z","properties":{{{{properties}}}}}""";
}
