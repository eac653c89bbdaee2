using System.Globalization;
using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class Ga4OrderTests
{
    private const string Items = """[{"item_id":"pot","price":10,"quantity":2},{"item_id":"mug","price":"4.50"}]""";

    [Theory]
    [InlineData("\"value\":24.5,\"tax\":4.9,\"shipping\":5.99", "35.39")]
    [InlineData("\"value\":24.5", "24.5")]
    [InlineData("\"value\":\"24.50\",\"total\":1", "24.5")]
    [InlineData("\"tax\":4.9", "24.5")]
    public async Task Value_leaves_out_tax_and_shipping_and_without_it_the_items_tell(string fields, string total)
    {
        var order = await new Desk().AcceptAsync<OrderCompleted>(Purchase(fields, Items));
        Assert.Equal(decimal.Parse(total, CultureInfo.InvariantCulture), order.Total);
        Assert.Equal(("T_1", "EUR", 2), (order.OrderId, order.Currency, order.Items.Length));
        Assert.False(order.Mismatch);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(12, false)]
    [InlineData(10, true)]
    public async Task Value_may_be_near_the_items_before_or_after_their_discount(double value, bool mismatch)
    {
        var fields = FormattableString.Invariant($"\"value\":{value}");
        var order = await new Desk().AcceptAsync<OrderCompleted>(Purchase(fields, """[{"item_id":"p","price":6,"discount":2,"quantity":2}]"""));
        Assert.Equal(mismatch, order.Mismatch);
    }

    [Theory]
    [InlineData("""{"transaction_id":"T_1"}""", null)]
    [InlineData("""{"transaction_id":"T_1","currency":"EUR","value":3,"items":[]}""", null)]
    [InlineData("""{"transaction_id":"T_1","currency":"EUR","value":3,"tax":1,"shipping":0.5,"items":[{"item_id":"p","quantity":1}]}""", "4.5")]
    [InlineData("""{"transaction_id":"T_1","currency":"EUR","items":[{"item_id":"p","price":2,"quantity":2}]}""", "4")]
    public async Task A_refund_without_items_is_the_whole_order(string parameters, string? amount)
    {
        var refund = await new Desk().AcceptAsync<OrderRefunded>($$"""{"event":"refund","anonymousId":"a","ecommerce":{{parameters}} }""");
        Assert.Equal("T_1", refund.OrderId);
        Assert.Equal(amount, refund.Amount?.ToString("0.####", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_purchase_of_nobody_is_filed_under_its_transaction()
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync("""{"event":"purchase","properties":{"transaction_id":"T_1","currency":"EUR","value":1}}""", desk.Secret);
        Assert.Equal(Core.VisitorId.ForAnonymousOrder("T_1"), record.Visitor);
    }

    private static string Purchase(string fields, string items) =>
        $$$"""{"event":"purchase","anonymousId":"a","ecommerce":{"transaction_id":"T_1","currency":"EUR",{{{fields}}},"items":{{{items}}} }}""";
}
