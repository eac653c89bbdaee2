using System.Globalization;
using Spectre.Console;

namespace Recs.Cli.OnlineRetail;

/// <summary>The summary for people. Amounts in pounds, rounded to pence.</summary>
public static class SummaryTable
{
    public static void Write(IAnsiConsole console, ImportSummary s)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn("what");
        table.AddColumn(new TableColumn("how many").RightAligned());
        table.AddColumn(new TableColumn("£").RightAligned());
        Row(table, "lines", s.Lines, s.Total);
        Row(table, "invoices", s.Invoices);
        Row(table, "stock codes", s.StockCodes);
        Row(table, "customers", s.Customers);
        Row(table, "cancellation lines", s.CancellationLines);
        Row(table, "events", s.Events);
        table.AddEmptyRow();
        Row(table, "in the states: orders", s.Applied.Orders);
        Row(table, "in the states: refunds", s.Applied.Refunds);
        table.AddRow("in the states: net spent", "", Money(s.Applied.NetSpent));
        foreach (var (reason, (lines, total)) in s.Excluded) Row(table, "left out: " + Exclusions.NameOf(reason), lines, total);
        table.AddRow(s.AddsUp ? "states and left out = lines" : "states and left out ≠ lines", "", Money(s.Applied.NetSpent + s.Excluded.Values.Sum(e => e.Total)));
        table.AddEmptyRow();
        foreach (var (stage, visitors) in s.Applied.Stages) Row(table, "stage " + stage, visitors);
        table.AddEmptyRow();
        table.AddRow("seconds", s.Elapsed.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture), "");
        console.Write(table);
    }

    private static void Row(Table table, string what, long count, decimal? amount = null) =>
        table.AddRow(what, count.ToString("N0", CultureInfo.InvariantCulture), amount is { } a ? Money(a) : "");

    private static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}
