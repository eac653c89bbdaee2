using System.Text.Json;
using Recs.Cli.Output;

namespace Recs.Cli.OnlineRetail;

/// <summary>The summary for programs. Amounts are exact numbers.</summary>
public static class SummaryJson
{
    public static byte[] Write(ImportSummary summary) => JsonText.Write(json => Write(json, summary));

    private static void Write(Utf8JsonWriter json, ImportSummary s)
    {
        json.WriteStartObject();
        json.WriteNumber("lines", s.Lines);
        json.WriteNumber("invoices", s.Invoices);
        json.WriteNumber("stockCodes", s.StockCodes);
        json.WriteNumber("customers", s.Customers);
        json.WriteNumber("cancellationLines", s.CancellationLines);
        json.WriteNumber("total", s.Total);
        json.WriteNumber("events", s.Events);
        json.WriteStartObject("applied");
        json.WriteNumber("orders", s.Applied.Orders);
        json.WriteNumber("refunds", s.Applied.Refunds);
        json.WriteNumber("netSpent", s.Applied.NetSpent);
        json.WriteEndObject();
        json.WriteStartObject("excluded");
        foreach (var (reason, (lines, total)) in s.Excluded)
        {
            json.WriteStartObject(Exclusions.NameOf(reason));
            json.WriteNumber("lines", lines);
            json.WriteNumber("total", total);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("stages");
        foreach (var (stage, visitors) in s.Applied.Stages) json.WriteNumber(stage.ToString(), visitors);
        json.WriteEndObject();
        json.WriteNumber("seconds", Math.Round((decimal)s.Elapsed.TotalSeconds, 1));
        json.WriteEndObject();
    }
}
