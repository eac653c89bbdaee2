using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;
using Spectre.Console;

namespace Recs.Cli.Recommendations;

/// <summary>A list for people.</summary>
public static class ListTable
{
    /// <param name="console">Takes the list, and the reason of a short one.</param>
    /// <param name="answer">As <see cref="ListJson"/> writes it, and the server answers it.</param>
    public static void Write(CliConsole console, JsonElement answer)
    {
        Write(console.Out, answer.GetProperty("items").EnumerateArray().Select(item => (
            item.GetProperty("id").GetString()!,
            item.GetProperty("title").GetString(),
            item.GetProperty("price") is { ValueKind: JsonValueKind.Number } price ? price.GetDecimal() : (decimal?)null,
            item.GetProperty("currency").GetString(),
            item.GetProperty("reason").GetProperty("text").GetString()!)));
        foreach (var item in answer.GetProperty("items").EnumerateArray())
        {
            if (!item.TryGetProperty("explanation", out var place)) continue;
            console.Write($"{item.GetProperty("id").GetString()}:");
            PlaceText.Write(console, item, place);
        }

        if (answer.GetProperty("shortfall") is { ValueKind: JsonValueKind.Object } shortfall) console.Say(shortfall.GetProperty("text").GetString()!);
    }

    private static void Write(IAnsiConsole console, IEnumerable<(string Id, string? Title, decimal? Price, string? Currency, string Reason)> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("item", "title", "price", "why");
        foreach (var (id, title, price, currency, reason) in rows)
            table.AddRow(Markup.Escape(id), Markup.Escape(title ?? ""), Price(price, currency), Markup.Escape(reason));
        console.Write(table);
    }

    private static string Price(decimal? price, string? currency) =>
        price is { } p ? $"{p.ToString("0.00", CultureInfo.InvariantCulture)} {currency}".TrimEnd() : "";
}
