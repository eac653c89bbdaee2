using System.Globalization;
using Recs.Cli.Output;
using Recs.Training.Rules;
using Spectre.Console;

namespace Recs.Cli.Evaluation;

/// <summary>Association rules as people and programs read them.</summary>
internal static class RulesOutput
{
    public static void Table(CliConsole console, IReadOnlyList<AssociationRule> rules, int found, int baskets, IReadOnlyList<string> names)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("who buys", "buys");
        foreach (var figure in new[] { "baskets", "support", "confidence", "lift" }) table.AddColumn(new TableColumn(figure) { Alignment = Justify.Right });
        foreach (var r in rules)
        {
            table.AddRow(
                Markup.Escape(string.Join(", ", r.Left.Select(i => names[i]))),
                Markup.Escape(names[r.Right]),
                r.Count.ToString("N0", CultureInfo.InvariantCulture),
                r.Support.ToString("0.0000", CultureInfo.InvariantCulture),
                r.Confidence.ToString("0.00", CultureInfo.InvariantCulture),
                r.Lift.ToString("0.00", CultureInfo.InvariantCulture));
        }

        console.Out.Write(table);
        console.Say($"{found:N0} rules in {baskets:N0} baskets{(found > rules.Count ? $"; the first {rules.Count:N0} are shown (--limit)" : "")}.");
    }

    public static byte[] Json(IReadOnlyList<AssociationRule> rules, int found, int baskets, IReadOnlyList<string> names) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("baskets", baskets);
        json.WriteNumber("found", found);
        json.WriteStartArray("rules");
        foreach (var r in rules)
        {
            json.WriteStartObject();
            json.WriteStartArray("left");
            foreach (var item in r.Left) json.WriteStringValue(names[item]);
            json.WriteEndArray();
            json.WriteString("right", names[r.Right]);
            json.WriteNumber("count", r.Count);
            json.WriteNumber("support", Math.Round(r.Support, 6));
            json.WriteNumber("confidence", Math.Round(r.Confidence, 6));
            json.WriteNumber("lift", Math.Round(r.Lift, 6));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
