using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>One line of the data set: a product on an invoice.</summary>
/// <param name="Invoice">The invoice number as written; a cancellation's begins with C.</param>
/// <param name="StockCode">As written, in whatever case.</param>
/// <param name="Description">Trimmed; often empty, sometimes a remark of the staff.</param>
/// <param name="Quantity">Negative on cancellations and corrections; never zero.</param>
/// <param name="Time">From the shop's local time.</param>
/// <param name="Price">Of one, in pounds; at most 4 decimal places.</param>
/// <param name="Customer">Digits; null where the shop did not know.</param>
/// <param name="Country">As written.</param>
public sealed record RetailLine(
    string Invoice, string StockCode, string Description, int Quantity, Instant Time, decimal Price, string? Customer, string Country)
{
    public bool IsCancellation => Invoice.StartsWith('C');

    /// <summary>Stock codes differ by case, items do not.</summary>
    public string ItemId => StockCode.ToUpperInvariant();

    /// <summary>Quantity × price, exact.</summary>
    public decimal Amount => Quantity * Price;
}
