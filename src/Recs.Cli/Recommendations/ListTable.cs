using System.Globalization;
using Recs.Core.Recommendations;
using Spectre.Console;

namespace Recs.Cli.Recommendations;

/// <summary>A list for people.</summary>
public static class ListTable
{
    public static void Write(IAnsiConsole console, RecommendationList list)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("item", "title", "price", "why");
        foreach (var (item, _, _, reason) in list.Items)
            table.AddRow(Markup.Escape(item.Id.Value), Markup.Escape(item.Title), Price(item.Price, item.Currency), Markup.Escape(reason.Text));
        console.Write(table);
    }

    private static string Price(decimal? price, string? currency) =>
        price is { } p ? $"{p.ToString("0.00", CultureInfo.InvariantCulture)} {currency}".TrimEnd() : "";
}
