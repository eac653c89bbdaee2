using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;
using Spectre.Console;

namespace Recs.Cli.Readiness;

/// <summary>The readiness of a shop's data for people, from the answer of <c>GET /v1/readiness</c>.</summary>
internal static class ReadinessTable
{
    public static void Write(CliConsole console, JsonElement report)
    {
        var events = report.GetProperty("events").GetInt64();
        console.Write(events == 0
            ? "There are no events yet. Import some (recs import), or let the shop send them (POST /v1/events)."
            : string.Create(CultureInfo.InvariantCulture, $"{events:N0} events from {Time(report.GetProperty("from"))} to {Time(report.GetProperty("until"))}, {report.GetProperty("products").GetInt32():N0} products in the catalogue."));
        WriteForms(console, report);
        WriteChecks(console, report.GetProperty("checks"));
        foreach (var check in report.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("toDo").ValueKind == JsonValueKind.String))
            console.Write($"{check.GetProperty("check").GetString()}: {check.GetProperty("text").GetString()} {check.GetProperty("toDo").GetString()}");
    }

    private static void WriteForms(CliConsole console, JsonElement report)
    {
        var table = Table("Form", "Enough", "Served by", "Why");
        foreach (var form in report.GetProperty("forms").EnumerateArray())
            table.AddRow(Cell(form, "form"), YesOrNo(form), Markup.Escape(form.GetProperty("serves").GetString()!.Replace('_', ' ')), Cell(form, "why"));
        foreach (var part in report.GetProperty("training").EnumerateArray())
            table.AddRow($"training: {Cell(part, "part")}", YesOrNo(part), "", Cell(part, "why"));
        console.Out.Write(table);
    }

    private static void WriteChecks(CliConsole console, JsonElement checks)
    {
        var table = Table("Check", "Verdict", "Found", "Share", "First");
        foreach (var check in checks.EnumerateArray())
        {
            table.AddRow(
                Cell(check, "check"),
                Markup.Escape(check.GetProperty("verdict").GetString()!.Replace('_', ' ')),
                string.Create(CultureInfo.InvariantCulture, $"{check.GetProperty("count").GetInt64():N0} of {check.GetProperty("of").GetInt64():N0}"),
                string.Create(CultureInfo.InvariantCulture, $"{100 * check.GetProperty("share").GetDouble():0.##} %"),
                First(check.GetProperty("first")));
        }

        console.Out.Write(table);
    }

    private static string First(JsonElement first)
    {
        if (first.ValueKind != JsonValueKind.Object) return "";
        var subject = first.GetProperty("subject").GetString() is { } text ? $" ({text})" : "";
        return Markup.Escape($"{Time(first.GetProperty("time"))} {first.GetProperty("event").GetString()} {first.GetProperty("messageId").GetString()}{subject}");
    }

    private static Table Table(params ReadOnlySpan<string> heads)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var head in heads) table.AddColumn(head);
        return table;
    }

    private static string Cell(JsonElement row, string name) => Markup.Escape(row.GetProperty(name).GetString()!);

    private static string YesOrNo(JsonElement row) => row.GetProperty("ready").GetBoolean() ? "yes" : "not yet";

    private static string Time(JsonElement time) => time.GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
