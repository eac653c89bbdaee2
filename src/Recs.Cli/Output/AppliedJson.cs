using System.Text.Json;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Output;

/// <summary>What a site's states hold, as summaries of imports tell programs.</summary>
internal static class AppliedJson
{
    /// <summary>Writes the properties <c>applied</c> and <c>stages</c>.</summary>
    public static void Write(Utf8JsonWriter json, AppliedTotals totals)
    {
        json.WriteStartObject("applied");
        json.WriteNumber("orders", totals.Orders);
        json.WriteNumber("refunds", totals.Refunds);
        json.WriteNumber("netSpent", totals.NetSpent);
        json.WriteEndObject();
        json.WriteStartObject("stages");
        foreach (var (stage, visitors) in totals.Stages) json.WriteNumber(stage.ToString(), visitors);
        json.WriteEndObject();
    }
}
