using Recs.Cli.OnlineRetail;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class ShopHistoryTests
{
    private const string Day1 = "2010-12-01 09:00:00", Day2 = "2010-12-02 09:00:00", Day3 = "2010-12-03 09:00:00", Day4 = "2010-12-04 09:00:00";

    [Fact]
    public void An_invoice_becomes_an_order_with_exact_total_and_upper_case_items()
    {
        var order = Assert.Single(Tell(
            RetailCsv.Line(code: "85123a", quantity: 3, price: 0.001m),
            RetailCsv.Line(code: "71053", quantity: 2, price: 3.39m)).OfType<OrderPlaced>());
        Assert.Equal(("online-retail:order:536365", "536365", "17850", 6.783m), (order.MessageId, order.OrderId, order.Customer, order.Total));
        Assert.Equal([new ShopLine("85123A", 0.001m, 3), new ShopLine("71053", 3.39m, 2)], order.Lines);
    }

    [Fact]
    public void A_customer_is_seen_at_the_first_line_even_if_that_is_left_out()
    {
        var events = Tell(
            RetailCsv.Line(invoice: "536370", code: "POST", date: Day1, country: "France"),
            RetailCsv.Line(invoice: "536371", date: Day2));
        var seen = Assert.IsType<CustomerSeen>(events[0]);
        Assert.Equal(("online-retail:customer:17850", "17850", "France", "2010-12-01T09:00:00.000Z"), (seen.MessageId, seen.Customer, seen.Country, seen.Time.ToString()));
        Assert.Equal("2010-12-02T09:00:00.000Z", Assert.IsType<OrderPlaced>(events[1]).Time.ToString());
    }

    [Fact]
    public void Events_come_by_time_and_at_one_time_customers_orders_returns()
    {
        var events = Tell(
            RetailCsv.Line(invoice: "C1", quantity: -1, date: Day2, customer: "2"),
            RetailCsv.Line(invoice: "3", quantity: 1, date: Day2, customer: "2"),
            RetailCsv.Line(invoice: "2", quantity: 1, date: Day1, customer: ""));
        Assert.Equal(["online-retail:order:2", "online-retail:customer:2", "online-retail:order:3", "online-retail:return:C1:3"], events.Select(e => e.MessageId));
    }

    [Fact]
    public void A_return_goes_to_the_newest_earlier_orders_at_their_prices_and_the_difference_remains()
    {
        var returns = Returns(
            Sale("1", Day1, 10, 2.00m),
            Sale("2", Day2, 3, 3.00m),
            Cancellation("C9", Day3, 5, 2.50m),
            Sale("4", Day4, 50, 9.00m));
        Assert.Equal([("2", 9.00m), ("1", 4.00m), (null, -0.50m)], returns.Select(r => (r.OrderId, r.Amount)));
        Assert.Equal([new ShopLine("85123A", 3.00m, 3)], returns[0].Lines);
        Assert.Equal([new ShopLine("85123A", 2.00m, 2)], returns[1].Lines);
        Assert.Empty(returns[2].Lines);
        Assert.Equal(["online-retail:return:C9:2", "online-retail:return:C9:1", "online-retail:return:C9"], returns.Select(r => r.MessageId));
    }

    [Fact]
    public void What_was_returned_once_is_not_returned_again()
    {
        var returns = Returns(
            Sale("1", Day1, 4, 2.00m),
            Cancellation("C8", Day2, 3, 2.00m),
            Cancellation("C9", Day3, 3, 2.00m));
        Assert.Equal([("C8", "1", 6.00m), ("C9", "1", 2.00m), ("C9", null, 4.00m)], returns.Select(r => (r.MessageId.Split(':')[2], r.OrderId, r.Amount)));
        Assert.Equal([new ShopLine("85123A", 2.00m, 2)], returns[2].Lines);
    }

    [Fact]
    public void A_return_before_the_purchase_or_of_another_customer_or_product_is_not_allotted()
    {
        var returns = Returns(
            Cancellation("C1", Day1, 1, 2.00m),
            Sale("2", Day2, 1, 2.00m),
            RetailCsv.Line(invoice: "C3", date: Day3, quantity: -1, price: 2, customer: "99"),
            RetailCsv.Line(invoice: "C4", date: Day3, quantity: -1, price: 2, code: "71053"));
        Assert.All(returns, r => Assert.Equal((null, 2.00m), (r.OrderId, r.Amount)));
        Assert.Equal(3, returns.Count);
    }

    [Fact]
    public void A_return_without_a_customer_stays_whole()
    {
        var returned = Assert.Single(Returns(
            RetailCsv.Line(invoice: "1", date: Day1, quantity: 5, price: 2, customer: ""),
            RetailCsv.Line(invoice: "C2", date: Day2, quantity: -5, price: 2, customer: "")));
        Assert.Equal((null, null, 10m), (returned.Customer, returned.OrderId, returned.Amount));
    }

    [Fact]
    public void Lines_of_one_cancellation_that_fall_to_one_order_are_one_return()
    {
        var returned = Assert.Single(Returns(
            RetailCsv.Line(invoice: "1", date: Day1, quantity: 5, price: 2),
            RetailCsv.Line(invoice: "1", date: Day1, quantity: 1, price: 3, code: "71053"),
            RetailCsv.Line(invoice: "C2", date: Day2, quantity: -5, price: 2),
            RetailCsv.Line(invoice: "C2", date: Day2, quantity: -1, price: 3, code: "71053")));
        Assert.Equal(("1", 13m), (returned.OrderId, returned.Amount));
        Assert.Equal(2, returned.Lines.Count);
    }

    [Fact]
    public void Nothing_is_lost_between_orders_returns_and_what_is_left_out()
    {
        var random = new Random(7);
        string[] lines = [.. Enumerable.Range(1, 2000).Select(i =>
        {
            var cancelled = random.Next(4) == 0;
            return RetailCsv.Line(
                invoice: $"{(cancelled ? "C" : "")}{i}",
                code: random.Next(20) == 0 ? "POST" : $"{random.Next(5)}",
                quantity: (cancelled ? -1 : 1) * random.Next(1, 9),
                date: $"2011-{1 + (i / 200):D2}-{1 + random.Next(28):D2} {random.Next(24):D2}:00:00",
                price: random.Next(0, 5000) / 1000m,
                customer: random.Next(5) == 0 ? "" : $"{random.Next(6)}");
        })];
        var book = RetailCsv.Book(lines);
        var events = ShopHistory.Tell(book);
        var net = events.OfType<OrderPlaced>().Sum(o => o.Total) - events.OfType<GoodsReturned>().Sum(r => r.Amount);
        Assert.Equal(book.Total, net + book.Excluded.Values.Sum(e => e.Total));
        Assert.Equal(events.Count, events.Select(e => e.MessageId).Distinct().Count());
    }

    private static IReadOnlyList<ShopEvent> Tell(params string[] lines) => ShopHistory.Tell(RetailCsv.Book(lines));

    private static List<GoodsReturned> Returns(params string[] lines) => [.. Tell(lines).OfType<GoodsReturned>()];

    private static string Sale(string invoice, string date, int quantity, decimal price) =>
        RetailCsv.Line(invoice: invoice, date: date, quantity: quantity, price: price);

    private static string Cancellation(string invoice, string date, int quantity, decimal price) =>
        RetailCsv.Line(invoice: invoice, date: date, quantity: -quantity, price: price);
}
