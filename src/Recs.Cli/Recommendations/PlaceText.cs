using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;

namespace Recs.Cli.Recommendations;

/// <summary>What a place in a list comes from, for people.</summary>
internal static class PlaceText
{
    /// <param name="console">Takes the text.</param>
    /// <param name="scored">Has the score.</param>
    /// <param name="place">As <see cref="PlaceJson"/> writes it.</param>
    public static void Write(CliConsole console, JsonElement scored, JsonElement place)
    {
        if (scored.GetProperty("score") is { ValueKind: JsonValueKind.Number } score && place.GetProperty("source").GetString() is { } source)
            console.Write(string.Create(CultureInfo.InvariantCulture, $"  score {score.GetDouble():0.######} from {source}"));
        foreach (var part in place.GetProperty("parts").EnumerateArray())
            console.Write(string.Create(CultureInfo.InvariantCulture, $"  {part.GetProperty("value").GetDouble(),10:0.######}  {part.GetProperty("name").GetString()}: {part.GetProperty("text").GetString()}"));
        foreach (var rule in place.GetProperty("rules").EnumerateArray()) console.Write($"  moved by the rule {rule.GetString()}");
    }
}
