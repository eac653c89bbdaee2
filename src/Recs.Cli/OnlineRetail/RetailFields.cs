using System.Globalization;
using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>The text of one line's fields read as what they mean; each error names file, line, column and value.</summary>
/// <param name="file">For errors.</param>
/// <param name="line">For errors, from 1.</param>
internal readonly struct RetailFields(RetailFile file, long line)
{
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss";

    // Also the longest order id of an event, less what message ids put around it.
    private const int LongestInvoice = 30;

    private const int Most = 1_000_000;

    public string Invoice(string text)
    {
        if (text.Length is > 0 and <= LongestInvoice && text.All(char.IsAsciiLetterOrDigit)) return text;
        throw Bad("InvoiceNo", text, $"1 to {LongestInvoice} letters and digits");
    }

    public string StockCode(string text)
    {
        if (text.Length > 0 && Utf8Text.Bytes(text) <= ItemId.MaxBytes && !text.Any(char.IsControl)) return text;
        throw Bad("StockCode", text, $"1 to {ItemId.MaxBytes} bytes");
    }

    public int Quantity(string text, bool cancellation)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) || quantity is 0 or < -Most or > Most)
            throw Bad("Quantity", text, $"a whole number other than 0, at most {Most} either way");
        if (cancellation && quantity > 0) throw Bad("Quantity", text, "a negative number, as the invoice is a cancellation");
        return quantity;
    }

    public Instant Time(string text)
    {
        if (DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return LondonTime.ToInstant(local);
        throw Bad("InvoiceDate", text, $"a time as {DateFormat}, in the shop's local time");
    }

    public decimal Price(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var price) && decimal.Round(price, 4) == price && Math.Abs(price) <= 1_000_000_000m)
            return price;
        throw Bad("UnitPrice", text, "an amount with at most 4 decimal places");
    }

    /// <summary>Customer numbers were once stored as floating point: 17850.0 is 17850.</summary>
    public string? Customer(string text)
    {
        if (text.Length == 0) return null;
        var digits = text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        if (digits.Length is > 0 and <= 20 && digits.All(char.IsAsciiDigit)) return digits;
        throw Bad("CustomerID", text, "nothing or a whole number");
    }

    private RetailDataException Bad(string column, string value, string expected) =>
        new(file.Name, line, $"{column} is “{(value.Length <= 60 ? value : value[..60] + "…")}”; expected {expected}. Correct the line or leave the file out.");
}
