using System.Globalization;
using Recs.Cli.Output;

namespace Recs.Cli.Simulate;

/// <summary>The summary of a simulated history, for people and for programs.</summary>
public static class HistoryOutput
{
    public static void Write(CliConsole console, HistorySummary s, string truth, TimeSpan elapsed)
    {
        var (options, applied) = (s.World.Options, s.Applied);
        console.Write(string.Create(CultureInfo.InvariantCulture, $"{options.Shoppers:N0} shoppers walked through {s.World.Shop.Products.Count:N0} products on {options.Days} days up to {options.End}, in {elapsed.TotalSeconds:0.0} s."));
        console.Write(string.Create(CultureInfo.InvariantCulture, $"  events {s.Events:N0}, orders {applied.Orders:N0}, refunds {applied.Refunds:N0}, net spent {applied.NetSpent:N2}"));
        console.Write("  " + string.Join(", ", applied.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {stage.Value:N0}"))));
        console.Write($"What is true of them is in {truth}.");
    }

    public static byte[] WriteJson(HistorySummary s, string truth, TimeSpan elapsed) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("seed", s.World.Options.Seed);
        json.WriteNumber("shoppers", s.World.Options.Shoppers);
        json.WriteNumber("days", s.World.Options.Days);
        json.WriteString("start", s.World.Options.Start.ToString());
        json.WriteString("end", s.World.Options.End.ToString());
        json.WriteNumber("products", s.World.Shop.Products.Count);
        json.WriteNumber("events", s.Events);
        AppliedJson.Write(json, s.Applied);
        json.WriteString("truth", truth);
        json.WriteNumber("seconds", Math.Round((decimal)elapsed.TotalSeconds, 1));
        json.WriteEndObject();
    });
}
