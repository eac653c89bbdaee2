using System.Globalization;
using Recs.Cli.Output;

namespace Recs.Cli.Jsonl;

/// <summary>The summary of an import, for people and for programs.</summary>
public static class JsonlOutput
{
    public static void Write(CliConsole console, JsonlSummary s, TimeSpan elapsed)
    {
        console.Write(string.Create(CultureInfo.InvariantCulture, $"{s.Accepted:N0} events of {s.Lines:N0} lines are in the site, {s.Duplicates:N0} were repeats, {s.RefusedCount:N0} lines were refused; {s.Items:N0} products; {elapsed.TotalSeconds:0.0} s."));
        console.Write(string.Create(CultureInfo.InvariantCulture, $"  in the states: orders {s.Applied.Orders:N0}, refunds {s.Applied.Refunds:N0}, net spent {s.Applied.NetSpent:N2}"));
        if (s.Applied.Stages.Count > 0)
            console.Write("  " + string.Join(", ", s.Applied.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {stage.Value:N0}"))));
    }

    public static byte[] WriteJson(JsonlSummary s, TimeSpan elapsed) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("importId", s.ImportId);
        json.WriteNumber("lines", s.Lines);
        json.WriteNumber("accepted", s.Accepted);
        json.WriteNumber("duplicates", s.Duplicates);
        json.WriteNumber("items", s.Items);
        json.WriteNumber("refusedCount", s.RefusedCount);
        json.WriteStartArray("refused");
        foreach (var refused in s.Refused)
        {
            json.WriteStartObject();
            json.WriteString("file", refused.File);
            json.WriteNumber("line", refused.Line);
            json.WriteString("reason", refused.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("outOfOrder", s.OutOfOrder);
        json.WriteBoolean("changed", s.Changed);
        AppliedJson.Write(json, s.Applied);
        json.WriteNumber("seconds", Math.Round((decimal)elapsed.TotalSeconds, 1));
        json.WriteEndObject();
    });
}
