using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.OnlineRetail;

/// <summary>What an import read, left out and brought about.</summary>
/// <param name="Lines">Lines of the files.</param>
/// <param name="Invoices">Invoice numbers, with those of cancellations.</param>
/// <param name="StockCodes">As written; they differ by case.</param>
/// <param name="Customers">Customer ids.</param>
/// <param name="CancellationLines">Lines of cancellations.</param>
/// <param name="Total">Σ quantity × price over all lines, exact.</param>
/// <param name="Events">Events the lines became.</param>
/// <param name="Applied">Read back from the states.</param>
/// <param name="Excluded">Lines left out, by reason.</param>
/// <param name="Elapsed">From the first file to the last state.</param>
public sealed record ImportSummary(
    long Lines,
    int Invoices,
    int StockCodes,
    int Customers,
    long CancellationLines,
    decimal Total,
    int Events,
    AppliedTotals Applied,
    IReadOnlyDictionary<Exclusion, (long Lines, decimal Total)> Excluded,
    TimeSpan Elapsed)
{
    /// <summary>What is in the states and what was left out make up all lines, exactly.</summary>
    public bool AddsUp => Applied.NetSpent + Excluded.Values.Sum(e => e.Total) == Total;
}
