using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming.Replays;

namespace Recs.Cli.Replay;

/// <summary>What a replay found, for programs.</summary>
public static class ReplayJson
{
    public static byte[] Write(Instant to, long records, long waiting, AppliedTotals totals) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        Head(json, to, records, waiting);
        json.WriteNumber("orders", totals.Orders);
        json.WriteNumber("refunds", totals.Refunds);
        json.WriteNumber("netSpent", totals.NetSpent);
        json.WriteStartObject("stages");
        foreach (var (stage, visitors) in totals.Stages) json.WriteNumber(stage.ToString(), visitors);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static byte[] Write(ReplayReport report, long waiting) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        Head(json, report.To, report.Records, waiting);
        json.WriteNumber("visitors", report.Visitors);
        json.WriteNumber("orders", report.Orders);
        json.WriteNumber("counters", report.Counters);
        json.WriteNumber("changes", report.Changes);
        json.WriteNumber("differences", report.Differences);
        json.WriteStartArray("first");
        foreach (var difference in report.First) Write(json, difference);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Head(Utf8JsonWriter json, Instant to, long records, long waiting)
    {
        json.WriteString("to", to.ToString());
        json.WriteNumber("records", records);
        json.WriteNumber("waiting", waiting);
    }

    private static void Write(Utf8JsonWriter json, ReplayDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("between", difference.Between);
        json.WriteNumber("partition", difference.Partition);
        json.WriteString("site", difference.Site?.Value);
        json.WriteString("visitor", difference.Visitor?.Value);
        json.WriteString("what", difference.What);
        json.WriteEndObject();
    }
}
