using System.Globalization;
using Recs.Cli.Output;

namespace Recs.Cli.EshopClothing;

/// <summary>The summary of an import, for people and for programs.</summary>
public static class EshopOutput
{
    public static void Write(CliConsole console, EshopSummary s, TimeSpan elapsed)
    {
        console.Write(string.Create(CultureInfo.InvariantCulture, $"{s.Clicks:N0} clicks of {s.Sessions:N0} sessions on {s.Models:N0} models in {s.Categories} categories, from {s.Countries} countries; {elapsed.TotalSeconds:0.0} s."));
        console.Write("  in the states: " + string.Join(", ", s.Applied.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {stage.Value:N0}"))));
    }

    public static byte[] WriteJson(EshopSummary s, TimeSpan elapsed) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("clicks", s.Clicks);
        json.WriteNumber("sessions", s.Sessions);
        json.WriteNumber("models", s.Models);
        json.WriteNumber("categories", s.Categories);
        json.WriteNumber("countries", s.Countries);
        json.WriteBoolean("changed", s.Changed);
        AppliedJson.Write(json, s.Applied);
        json.WriteNumber("seconds", Math.Round((decimal)elapsed.TotalSeconds, 1));
        json.WriteEndObject();
    });
}
