using System.Text.Json;
using Recs.Cli.Export.Rows;
using Recs.Core;
using Recs.Training.Data.Interactions;

namespace Recs.Cli.Export.Log;

/// <param name="Time">When.</param>
/// <param name="Visitor">Who, as known at the end of the export; null: nobody, an order without a person.</param>
/// <param name="Item">The product.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Order">Of a purchase the order.</param>
/// <param name="Line">Of a purchase its place in the order, from 1.</param>
internal readonly record struct InteractionRow(Instant Time, string? Visitor, string Item, InteractionKind Kind, string? Order, int? Line)
{
    public static readonly IReadOnlyList<string> Columns = ["time", "visitor", "item", "kind", "order", "line"];

    private static readonly string[] Kinds = [.. Enum.GetNames<InteractionKind>().Select(k => k.ToLowerInvariant())];

    public static IEnumerable<IReadOnlyList<string?>> Rows(InteractionRow row) => [[CsvFields.Of(row.Time), row.Visitor, row.Item, Kinds[(int)row.Kind], row.Order, CsvFields.Of(row.Line)]];

    public static void Write(Utf8JsonWriter json, InteractionRow row)
    {
        json.WriteStartObject();
        json.WriteString("time", row.Time.ToString());
        json.WriteString("visitor", row.Visitor);
        json.WriteString("item", row.Item);
        json.WriteString("kind", Kinds[(int)row.Kind]);
        json.WriteString("order", row.Order);
        if (row.Line is { } line) json.WriteNumber("line", line);
        else json.WriteNull("line");
        json.WriteEndObject();
    }
}
