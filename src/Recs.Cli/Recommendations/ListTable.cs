using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;
using Recs.Core.Recommendations;
using Spectre.Console;

namespace Recs.Cli.Recommendations;

/// <summary>A list for people.</summary>
public static class ListTable
{
    public static void Write(IAnsiConsole console, RecommendationList list) =>
        Write(console, list.Items.Select(i => (i.Item.Id.Value, (string?)i.Item.Title, i.Item.Price, i.Item.Currency, i.Reason.Text)));

    /// <summary>The same for what a server has answered, with the reason of a short list.</summary>
    public static void Write(CliConsole console, JsonElement answer)
    {
        Write(console.Out, answer.GetProperty("items").EnumerateArray().Select(item => (
            item.GetProperty("id").GetString()!,
            item.GetProperty("title").GetString(),
            item.GetProperty("price") is { ValueKind: JsonValueKind.Number } price ? price.GetDecimal() : (decimal?)null,
            item.GetProperty("currency").GetString(),
            item.GetProperty("reason").GetProperty("text").GetString()!)));
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
