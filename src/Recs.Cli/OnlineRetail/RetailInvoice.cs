using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>An invoice or a cancellation, with the lines that count.</summary>
/// <param name="Number">As written.</param>
/// <param name="Time">The first time any of its lines bears.</param>
/// <param name="Customer">Null: unknown.</param>
/// <param name="Lines">Sales, or returns; at least one.</param>
public sealed record RetailInvoice(string Number, Instant Time, string? Customer, IReadOnlyList<RetailLine> Lines)
{
    public bool IsCancellation => Lines[0].IsCancellation;
}
