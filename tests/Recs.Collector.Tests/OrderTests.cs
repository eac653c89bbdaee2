using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class OrderTests
{
    [Theory]
    [InlineData("\"total\":12.5,\"revenue\":99", "12.5")]
    [InlineData("\"total\":\"12.50\"", "12.5")]
    [InlineData("\"revenue\":10,\"tax\":1.9,\"shipping\":\"3.10\"", "15")]
    [InlineData("\"revenue\":10", "10")]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":2.5,\"quantity\":3},{\"product_id\":\"b\",\"price\":\"1\"}]", "8.5")]
    [InlineData("\"total\":0", "0")]
    [InlineData("\"total\":3.3000000000000003", "3.3")]
    [InlineData("\"total\":1e3", "1000")]
    [InlineData("\"total\":1000000000", "1000000000")]
    public async Task Value_is_the_total_else_revenue_tax_and_shipping_else_the_sum_of_the_lines(string fields, string total)
    {
        var order = await new Desk().AcceptAsync<OrderCompleted>(Order(fields));
        Assert.Equal(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture), order.Total);
        Assert.Equal(("o1", "EUR"), (order.OrderId, order.Currency));
    }

    [Theory]
    [InlineData("\"total\":1.00001", IntakeCode.TooManyDecimals)]
    [InlineData("\"total\":-1", IntakeCode.OutOfRange)]
    [InlineData("\"total\":1000000000.01", IntakeCode.OutOfRange)]
    [InlineData("\"total\":1e400", IntakeCode.OutOfRange)]
    [InlineData("\"revenue\":999999999,\"tax\":2", IntakeCode.OutOfRange)]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":999999999,\"quantity\":1000000}]", IntakeCode.OutOfRange)]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":1,\"quantity\":1000001}]", IntakeCode.OutOfRange)]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":1,\"quantity\":1.5}]", IntakeCode.InvalidNumber)]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":1,\"quantity\":0}]", IntakeCode.OutOfRange)]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":-1}]", IntakeCode.OutOfRange)]
    [InlineData("\"products\":[{\"product_id\":\"a\"}]", IntakeCode.MissingField)]
    [InlineData("\"products\":[{\"product_id\":\"a\",\"price\":1,\"currency\":\"USD\"}]", IntakeCode.MissingField)]
    [InlineData("\"products\":[]", IntakeCode.MissingField)]
    [InlineData("\"products\":{}", IntakeCode.WrongType)]
    [InlineData("\"products\":[7],\"total\":1", IntakeCode.WrongType)]
    [InlineData("\"total\":\"a lot\"", IntakeCode.InvalidNumber)]
    [InlineData("\"total\":[]", IntakeCode.WrongType)]
    public async Task Refuses_an_order_whose_value_is_not_clear(string fields, IntakeCode code) =>
        Assert.Equal(code, (await new Desk().RejectAsync(Order(fields))).Code);

    [Theory]
    [InlineData("{\"total\":1,\"currency\":\"EUR\"}", IntakeCode.MissingField)]
    [InlineData("{\"order_id\":\"  \",\"total\":1,\"currency\":\"EUR\"}", IntakeCode.EmptyField)]
    [InlineData("{\"order_id\":\"o\",\"total\":1}", IntakeCode.MissingField)]
    [InlineData("{\"order_id\":\"o\",\"total\":1,\"currency\":\"\"}", IntakeCode.MissingField)]
    [InlineData("{\"order_id\":\"o\",\"total\":1,\"currency\":\"XTS\"}", IntakeCode.UnknownCurrency)]
    [InlineData("{\"order_id\":\"o\\u0000\",\"total\":1,\"currency\":\"EUR\"}", IntakeCode.InvalidId)]
    public async Task Refuses_an_order_without_id_or_currency(string properties, IntakeCode code) =>
        Assert.Equal(code, (await new Desk().RejectAsync($$"""{"anonymousId":"a","event":"order_completed","properties":{{properties}}}""")).Code);

    [Fact]
    public async Task Currencies_are_read_without_case()
    {
        var order = await new Desk().AcceptAsync<OrderCompleted>("""{"anonymousId":"a","event":"Order Completed","properties":{"order_id":7,"total":1,"currency":"gbp"}}""");
        Assert.Equal(("7", "GBP"), (order.OrderId, order.Currency));
    }

    [Theory]
    [InlineData(100, 100, 0, 0, 0, false)]
    [InlineData(100, 99, 0, 0, 0, false)]
    [InlineData(100, 98.9, 0, 0, 0, true)]
    [InlineData(124, 100, 19, 5, 0, false)]
    [InlineData(105, 100, 19, 5, 0, false)]
    [InlineData(95, 100, 19, 5, 10, false)]
    [InlineData(0, 100, 0, 0, 0, true)]
    public async Task A_stated_value_far_from_the_lines_is_flagged_and_kept(double total, double line, double tax, double shipping, double discount, bool mismatch)
    {
        var order = await new Desk().AcceptAsync<OrderCompleted>(Order(FormattableString.Invariant(
            $"\"total\":{total},\"tax\":{tax},\"shipping\":{shipping},\"discount\":{discount},\"products\":[{{\"product_id\":\"a\",\"price\":{line}}}]")));
        Assert.Equal(mismatch, order.Mismatch);
        Assert.Equal((decimal)total, order.Total);
    }

    [Fact]
    public async Task An_order_of_bare_products_is_worth_what_the_catalogue_says()
    {
        var desk = new Desk();
        desk.Have(new CatalogItem(new ItemId("a"), "A") { Price = 4m, Currency = "EUR" });
        var order = await desk.AcceptAsync<OrderCompleted>(Order("\"products\":[{\"product_id\":\"a\",\"quantity\":2},{\"product_id\":\"b\",\"price\":1}]"));
        Assert.Equal(9m, order.Total);
        Assert.False(order.Mismatch);
    }

    [Fact]
    public async Task A_product_that_the_catalogue_cannot_price_either_rejects_its_order_alone()
    {
        var desk = new Desk();
        desk.Have(new CatalogItem(new ItemId("a"), "A") { Price = 4m, Currency = "USD" });
        var result = await desk.SendAsync($$"""[{{Order("\"products\":[{\"product_id\":\"a\"}]", "m1")}},{{Order("\"total\":3", "m2")}},3]""");
        Assert.Equal((1, 2), (result.Accepted, result.Rejected.Count));
        Assert.Equal((0, "m1", IntakeCode.MissingField), (result.Rejected[0].Index, result.Rejected[0].MessageId, result.Rejected[0].Code));
        Assert.Contains("properties.total", result.Rejected[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, desk.DeadLetters.Letters.Count);
    }

    [Theory]
    [InlineData("{\"order_id\":\"o1\"}", null)]
    [InlineData("{\"order_id\":\"o1\",\"total\":5,\"currency\":\"EUR\"}", "5")]
    [InlineData("{\"order_id\":\"o1\",\"value\":5}", "5")]
    [InlineData("{\"order_id\":\"o1\",\"currency\":\"EUR\",\"products\":[{\"product_id\":\"a\",\"price\":2,\"quantity\":2}]}", "4")]
    public async Task A_refund_is_an_amount_or_its_products_or_all_that_is_left(string properties, string? amount)
    {
        var refund = await new Desk().AcceptAsync<OrderRefunded>(Refund(properties));
        Assert.Equal("o1", refund.OrderId);
        Assert.Equal(amount, refund.Amount?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("{\"total\":5,\"currency\":\"EUR\"}", IntakeCode.MissingField)]
    [InlineData("{\"order_id\":\"\",\"total\":5,\"currency\":\"EUR\"}", IntakeCode.EmptyField)]
    [InlineData("{\"order_id\":\"o1\",\"total\":-5,\"currency\":\"EUR\"}", IntakeCode.OutOfRange)]
    [InlineData("{\"order_id\":\"o1\",\"products\":[{\"product_id\":\"a\"}]}", IntakeCode.MissingField)]
    public async Task Refuses_a_refund_that_names_no_order_or_no_clear_amount(string properties, IntakeCode code) =>
        Assert.Equal(code, (await new Desk().RejectAsync(Refund(properties))).Code);

    [Fact]
    public async Task History_may_refund_a_remainder_of_no_order_and_take_an_amount_back()
    {
        var desk = new Desk();
        const string remainder = """{"userId":"u","event":"order_refunded","timestamp":"2011-01-01T00:00:00Z","properties":{"total":5,"currency":"GBP"}}""";
        const string back = """{"userId":"u","event":"order_refunded","timestamp":"2011-01-01T00:00:00Z","properties":{"order_id":"o","total":-5,"currency":"GBP"}}""";
        const string nobody = """{"messageId":"m","event":"order_refunded","timestamp":"2011-01-01T00:00:00Z","properties":{"total":5,"currency":"GBP"}}""";
        Assert.Null((await desk.AcceptAsync<OrderRefunded>(remainder, desk.History)).OrderId);
        Assert.Equal(-5m, (await desk.AcceptAsync<OrderRefunded>(back, desk.History)).Amount);
        Assert.Equal(VisitorId.ForAnonymousOrder("m"), (await desk.AcceptAsync(nobody, desk.History)).Visitor);
        var unclear = new Desk();
        var rejected = await unclear.RejectAsync("""{"userId":"u","event":"order_refunded","timestamp":"2011-01-01T00:00:00Z"}""", unclear.History);
        Assert.Equal(IntakeCode.MissingField, rejected.Code);
    }

    private static string Order(string fields, string messageId = "") =>
        $$$"""{"anonymousId":"a","messageId":"{{{messageId}}}","event":"order_completed","properties":{"order_id":"o1","currency":"EUR",{{{fields}}} }}""";

    private static string Refund(string properties) => $$"""{"anonymousId":"a","event":"order_refunded","properties": {{properties}} }""";
}
