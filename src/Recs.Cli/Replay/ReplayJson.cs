using System.Text.Json;
using Recs.Cli.Output;

namespace Recs.Cli.Replay;

/// <summary>The report for programs.</summary>
public static class ReplayJson
{
    public static byte[] Write(ReplayReport report) => JsonText.Write(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, ReplayReport report)
    {
        json.WriteStartObject();
        json.WriteString("to", report.To.ToString());
        json.WriteNumber("records", report.Records);
        json.WriteNumber("waiting", report.Waiting);
        json.WriteNumber("orders", report.Applied.Orders);
        json.WriteNumber("refunds", report.Applied.Refunds);
        json.WriteNumber("netSpent", report.Applied.NetSpent);
        json.WriteStartObject("stages");
        foreach (var (stage, visitors) in report.Applied.Stages) json.WriteNumber(stage.ToString(), visitors);
        json.WriteEndObject();
        json.WriteBoolean("same", report.Same);
        json.WriteStartArray("checks");
        foreach (var check in report.Checks) Write(json, check);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReplayCheck check)
    {
        json.WriteStartObject();
        json.WriteString("what", check.What);
        json.WriteNumber("compared", check.Compared);
        json.WriteNumber("differences", check.Differences);
        json.WriteStartArray("first");
        foreach (var difference in check.First) json.WriteStringValue(difference);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
