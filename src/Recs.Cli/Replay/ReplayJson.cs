using System.Text.Json;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming.Replays;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Replay;

/// <summary>What a replay found, for programs.</summary>
public static class ReplayJson
{
    public static byte[] Write(Instant to, ReplayedRecords from, long waiting, AppliedTotals totals) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        Head(json, to, from, waiting);
        json.WriteNumber("orders", totals.Orders);
        json.WriteNumber("refunds", totals.Refunds);
        json.WriteNumber("netSpent", totals.NetSpent);
        json.WriteStartObject("stages");
        foreach (var (stage, visitors) in totals.Stages) json.WriteNumber(stage.ToString(), visitors);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static byte[] Write(VerifiedReplay replay, long waiting) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        Head(json, replay.To, replay.From, waiting);
        json.WriteNumber("differences", replay.Differences);
        json.WriteStartArray("checks");
        foreach (var check in replay.Checks) Write(json, check);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, ReplayCheck check)
    {
        json.WriteStartObject();
        json.WriteString("between", check.What);
        json.WriteNumber("visitors", check.Visitors);
        json.WriteNumber("orders", check.Orders);
        json.WriteNumber("counters", check.Counters);
        json.WriteNumber("changes", check.Changes);
        json.WriteNumber("differences", check.Differences);
        json.WriteStartArray("first");
        foreach (var difference in check.First) Write(json, difference);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, Instant to, ReplayedRecords from, long waiting)
    {
        json.WriteString("to", to.ToString());
        json.WriteBoolean("checkpoint", from.FromCheckpoint);
        json.WriteNumber("records", from.Records);
        json.WriteNumber("waiting", waiting);
    }

    private static void Write(Utf8JsonWriter json, ReplayDifference difference)
    {
        json.WriteStartObject();
        json.WriteNumber("partition", difference.Partition);
        json.WriteString("site", difference.Site?.Value);
        json.WriteString("visitor", difference.Visitor?.Value);
        json.WriteString("what", difference.What);
        json.WriteEndObject();
    }
}
