using Recs.Cli.OnlineRetail;
using Recs.TestKit;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class RetailReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_every_field_of_a_line()
    {
        var line = Assert.Single(Read(RetailCsv.Text(RetailCsv.Line())));
        Assert.Equal(("536365", "85123A", "WHITE HANGING HEART T-LIGHT HOLDER"), (line.Invoice, line.StockCode, line.Description));
        Assert.Equal((6, 2.55m, "17850", "United Kingdom"), (line.Quantity, line.Price, line.Customer, line.Country));
        Assert.Equal("2010-12-01T08:26:00.000Z", line.Time.ToString());
        Assert.Equal(15.30m, line.Amount);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("17850", "17850")]
    [InlineData("17850.0", "17850")]
    public void Reads_a_customer_number_with_or_without_its_decimal(string text, string? expected) =>
        Assert.Equal(expected, Assert.Single(Read(RetailCsv.Text(RetailCsv.Line(customer: text)))).Customer);

    [Fact]
    public void Reads_a_compressed_file_like_a_plain_one()
    {
        var text = RetailCsv.Text(RetailCsv.Line(), RetailCsv.Line(code: "71053"));
        File.WriteAllBytes(_folder.File("a.csv.gz"), RetailCsv.Gzip(text));
        Assert.Equal(Read(text), RetailReader.Read(new RetailFile(_folder.File("a.csv.gz"))));
    }

    [Fact]
    public void Reads_quoted_fields_other_column_orders_blank_lines_and_plain_line_ends()
    {
        var line = Assert.Single(Read("Country,UnitPrice,Quantity,InvoiceDate,StockCode,InvoiceNo,CustomerID,Description,Extra\n\nEIRE,1.25,2,2011-06-01 09:00:00,22114,550001,,\"FRAME 7\"\", BLUE\",x\n"));
        Assert.Equal("FRAME 7\", BLUE", line.Description);
        Assert.Equal(("550001", 2, 1.25m, null as string), (line.Invoice, line.Quantity, line.Price, line.Customer));
    }

    [Fact]
    public void A_foreign_file_is_refused_with_the_missing_columns_and_what_was_found()
    {
        var error = Refused("date;clicks;price\n1;2;3\n");
        Assert.Contains("online_retail_2010-12.csv, line 1", error);
        Assert.Contains("lacks InvoiceNo, StockCode", error);
        Assert.Contains("found date;clicks;price", error);
    }

    [Fact]
    public void An_empty_file_is_refused() => Assert.Contains("is empty", Refused(""));

    [Theory]
    [InlineData("Quantity", "six")]
    [InlineData("Quantity", "0")]
    [InlineData("UnitPrice", "2.55555")]
    [InlineData("UnitPrice", "2,55")]
    [InlineData("InvoiceDate", "12/1/2010 8:26")]
    [InlineData("CustomerID", "guest")]
    [InlineData("InvoiceNo", "")]
    [InlineData("StockCode", "")]
    public void A_bad_field_is_refused_with_file_line_column_and_value(string column, string value)
    {
        var fields = RetailCsv.Line().Split(',');
        fields[Array.IndexOf(RetailCsv.Header.Split(','), column)] = $"\"{value}\"";
        var error = Refused(RetailCsv.Text(RetailCsv.Line(), string.Join(',', fields)));
        Assert.Contains($"online_retail_2010-12.csv, line 3: {column} is “{value}”; expected", error);
    }

    [Fact]
    public void A_cancellation_with_a_positive_quantity_is_refused() =>
        Assert.Contains("a negative number, as the invoice is a cancellation", Refused(RetailCsv.Text(RetailCsv.Line(invoice: "C536379", quantity: 1))));

    [Fact]
    public void A_line_with_too_few_columns_is_refused_by_number() =>
        Assert.Contains("line 3: found 3 columns; expected 8", Refused(RetailCsv.Text(RetailCsv.Line(), "a,b,c", RetailCsv.Line())));

    [Fact]
    public void A_file_cut_at_any_byte_of_its_last_line_is_refused_with_the_line()
    {
        var whole = RetailCsv.Text(RetailCsv.Line(), RetailCsv.Line(code: "71053"), RetailCsv.Line(code: "84406B"));
        var lastLine = whole[..^2].LastIndexOf('\n') + 1;
        for (var length = lastLine + 1; length < whole.Length - 2; length++)
            Assert.Contains("online_retail_2010-12.csv, line 4", Refused(whole[..length]));
    }

    [Fact]
    public void A_complete_last_line_needs_no_line_break()
    {
        var whole = RetailCsv.Text(RetailCsv.Line(), RetailCsv.Line(code: "71053"));
        Assert.Equal(2, Read(whole[..^2]).Count);
    }

    [Fact]
    public void A_compressed_file_cut_anywhere_is_refused()
    {
        var whole = RetailCsv.Gzip(RetailCsv.Text([.. Enumerable.Range(1, 300).Select(i => RetailCsv.Line(code: $"{i:D5}", quantity: i))]));
        var file = new RetailFile(_folder.File("a.csv.gz"));
        foreach (var length in new[] { 5, whole.Length / 2, whole.Length - 9, whole.Length - 1 })
        {
            File.WriteAllBytes(file.Path, whole[..length]);
            var error = Assert.Throws<RetailDataException>(() => RetailReader.Read(file).Count());
            Assert.Contains("a.csv.gz", error.Message);
            Assert.Contains("Fetch the file again", error.Message);
        }
    }

    [Fact]
    public void A_damaged_compressed_file_is_refused()
    {
        var bytes = RetailCsv.Gzip(RetailCsv.Text([.. Enumerable.Range(1, 300).Select(i => RetailCsv.Line(code: $"{i:D5}", quantity: i))]));
        bytes[bytes.Length / 2] ^= 0x55;
        File.WriteAllBytes(_folder.File("a.csv.gz"), bytes);
        var error = Assert.Throws<RetailDataException>(() => RetailReader.Read(new RetailFile(_folder.File("a.csv.gz"))).Count());
        Assert.Contains("a.csv.gz, line", error.Message);
    }

    [Fact]
    public void An_unclosed_quotation_mark_is_refused_by_line()
    {
        var lines = Enumerable.Range(1, 500).Select(i => RetailCsv.Line(code: $"{i:D5}")).ToArray();
        lines[1] = lines[1].Replace("WHITE", "\"WHITE", StringComparison.Ordinal);
        Assert.Contains("online_retail_2010-12.csv, line 3", Refused(RetailCsv.Text(lines)));
    }

    [Fact]
    public void A_quotation_mark_inside_plain_text_is_refused_by_line() =>
        Assert.Contains("online_retail_2010-12.csv, line 3: a quotation mark", Refused(RetailCsv.Text(RetailCsv.Line(), RetailCsv.Line(description: "FRAME 7\" SINGLE"))));

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        File.WriteAllBytes(_folder.File("a.csv"), [.. "InvoiceNo,StockCode,Description\n"u8, 0xA3, 0x28, (byte)'\n']);
        Assert.Contains("not UTF-8", Assert.Throws<RetailDataException>(() => RetailReader.Read(new RetailFile(_folder.File("a.csv"))).Count()).Message);
    }

    private List<RetailLine> Read(string text) => [.. RetailReader.Read(RetailCsv.File(_folder, text))];

    private string Refused(string text) => Assert.Throws<RetailDataException>(() => Read(text)).Message;
}
