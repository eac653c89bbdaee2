using System.Globalization;
using Recs.Training.Evaluation;
using Spectre.Console;

namespace Recs.Cli.Evaluation;

/// <summary>A report for people: a table per part, a line per method, and how it was done.</summary>
internal static class EvaluationTables
{
    private static readonly string[] Shown = ["hr@5", "hr@10", "hr@20", "recall@20", "ndcg@10", "ndcg@20", "mrr@20", "map@20"];

    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        foreach (var part in report.Parts)
        {
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumn(Markup.Escape(part.Name.Length > 0 ? $"{part.Name}, {part.Questions:N0} questions" : $"{part.Questions:N0} questions"));
            var shown = Columns(part);
            foreach (var name in shown) table.AddColumn(new TableColumn(name) { Alignment = Justify.Right });
            foreach (var method in part.Methods) table.AddRow([Markup.Escape(method.Method), .. shown.Select(name => Cell(method.Figures[name]))]);
            table.Caption = new TableTitle(Markup.Escape(part.Meaning));
            console.Write(table);
        }

        foreach (var (name, figure) in report.Facts)
            console.MarkupLineInterpolated($"{name}: {figure.ToString("0.####", CultureInfo.InvariantCulture)}");
        console.MarkupLineInterpolated($"Split: {report.Split}.");
        console.MarkupLineInterpolated($"Ranked: {report.Ranked}.");
        console.MarkupLineInterpolated($"Searched: {report.Searched}. Beside each figure its 95 % interval from a bootstrap.");
    }

    // With one true item recall says what the hit rate says, and average precision what the reciprocal rank says.
    private static string[] Columns(EvaluationPart part) =>
        part.Methods.All(m => m.Figures["recall@20"] == m.Figures["hr@20"]) ? [.. Shown.Where(name => name is not ("recall@20" or "map@20"))] : Shown;

    private static string Cell(Estimate figure) => string.Create(
        CultureInfo.InvariantCulture, $"{figure.Value:.0000} ±{(figure.High - figure.Low) / 2:.0000}");
}
