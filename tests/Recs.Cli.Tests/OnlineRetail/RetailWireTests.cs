using System.Text;
using System.Text.Json;
using Recs.Cli.OnlineRetail;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class RetailWireTests
{
    private static readonly Dictionary<string, CatalogItem> Items = new()
    {
        ["85123A"] = new CatalogItem(new ItemId("85123A"), "T-LIGHT HOLDER") { Category = "Candles > Holder", Price = 2.95m, Currency = "GBP" },
    };

    [Fact]
    public void An_order_is_what_a_shops_server_would_send() => Assert.Equal(
        """{"type":"track","messageId":"online-retail:order:1","timestamp":"2010-12-01T09:00:00.000Z","userId":"17850","context":{"timezone":"Europe/London"},"event":"Order Completed","properties":{"order_id":"1","total":15.30,"currency":"GBP","products":[{"product_id":"85123A","name":"T-LIGHT HOLDER","category":"Candles \u003E Holder","price":2.55,"quantity":6}]}}""",
        Written(RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00"))[1]);

    [Fact]
    public void A_customer_is_identified_with_a_country() => Assert.Equal(
        """{"type":"identify","messageId":"online-retail:customer:17850","timestamp":"2010-12-01T09:00:00.000Z","userId":"17850","context":{"timezone":"Europe/London"},"traits":{"country":"EIRE"}}""",
        Written(RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00", country: "EIRE"))[0]);

    [Fact]
    public void A_return_without_a_customer_names_neither_person_nor_order() => Assert.Equal(
        """{"type":"track","messageId":"online-retail:return:C1","timestamp":"2010-12-01T09:00:00.000Z","context":{"timezone":"Europe/London"},"event":"Order Refunded","properties":{"total":2.55,"currency":"GBP","products":[{"product_id":"71053","price":2.55,"quantity":1}]}}""",
        Assert.Single(Written(RetailCsv.Line(invoice: "C1", code: "71053", quantity: -1, customer: "", date: "2010-12-01 09:00:00"))));

    private static List<string> Written(params string[] lines) =>
        [.. ShopHistory.Tell(RetailCsv.Book(lines)).Select(Written)];

    private static string Written(ShopEvent @event)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) RetailWire.Write(json, @event, Items);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
