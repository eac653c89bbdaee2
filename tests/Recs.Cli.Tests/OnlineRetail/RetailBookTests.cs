using Recs.Cli.OnlineRetail;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class RetailBookTests
{
    [Theory]
    [InlineData("536365", "85123A", 6, 2.55, null)]
    [InlineData("C536365", "85123A", -6, 2.55, null)]
    [InlineData("A563186", "B", -1, -11062.06, Exclusion.NegativePrice)]
    [InlineData("536589", "POST", -10, 0, Exclusion.NegativeQuantity)]
    [InlineData("C536589", "POST", -1, 0, Exclusion.ZeroPrice)]
    [InlineData("536414", "22139", 56, 0, Exclusion.ZeroPrice)]
    [InlineData("536370", "POST", 3, 18, Exclusion.Fee)]
    [InlineData("C536379", "D", -1, 27.50, Exclusion.Fee)]
    [InlineData("536370", "m", 1, 18, Exclusion.Fee)]
    [InlineData("536370", "AMAZONFEE", 1, 18, Exclusion.Fee)]
    public void A_line_is_left_out_for_the_first_reason_that_applies(string invoice, string code, int quantity, double price, Exclusion? reason)
    {
        var book = RetailCsv.Book(RetailCsv.Line(invoice: invoice, code: code, quantity: quantity, price: (decimal)price));
        var excluded = book.Excluded.Where(e => e.Value.Lines > 0).ToList();
        if (reason is null)
        {
            Assert.Empty(excluded);
            Assert.Single(book.Invoices);
            return;
        }

        var (found, (lines, total)) = Assert.Single(excluded);
        Assert.Equal((reason.Value, 1L, quantity * (decimal)price), (found, lines, total));
        Assert.Empty(book.Invoices);
    }

    [Fact]
    public void An_invoice_bears_the_first_time_of_its_lines_excluded_or_not()
    {
        var book = RetailCsv.Book(
            RetailCsv.Line(date: "2010-12-01 08:27:00"),
            RetailCsv.Line(date: "2010-12-01 08:28:00", code: "71053"),
            RetailCsv.Line(date: "2010-12-01 08:26:00", code: "POST"));
        var invoice = Assert.Single(book.Invoices);
        Assert.Equal("2010-12-01T08:26:00.000Z", invoice.Time.ToString());
        Assert.Equal(["85123A", "71053"], invoice.Lines.Select(l => l.StockCode));
    }

    [Fact]
    public void Counts_all_lines_whether_they_count_or_not()
    {
        var book = RetailCsv.Book(
            RetailCsv.Line(),
            RetailCsv.Line(code: "85123a"),
            RetailCsv.Line(invoice: "C536366", quantity: -1, customer: "13047.0"),
            RetailCsv.Line(invoice: "536367", code: "POST", quantity: 1, price: 18, customer: "12583.0"));
        Assert.Equal((4, 3, 3, 3, 1), (book.Lines, book.InvoiceNumbers, book.StockCodes, book.Customers.Count, book.CancellationLines));
        Assert.Equal((2 * 15.30m) - 2.55m + 18, book.Total);
    }

    [Fact]
    public void An_invoice_of_two_customers_is_refused() =>
        Assert.Contains("customer 17850 and of customer (none)", Assert.Throws<RetailDataException>(() => RetailCsv.Book(RetailCsv.Line(), RetailCsv.Line(customer: ""))).Message);

    [Fact]
    public void An_invoice_in_two_files_is_refused()
    {
        var (one, two) = (new RetailFile("one.csv"), new RetailFile("two.csv"));
        var book = new RetailBook();
        var line = new RetailLine("536365", "85123A", "", 1, default, 1, null, "EIRE");
        book.Add(line, one);
        Assert.Contains("Invoice 536365 is in one.csv and in two.csv", Assert.Throws<RetailDataException>(() => book.Add(line, two)).Message);
    }
}
