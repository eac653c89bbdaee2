using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;

namespace Recs.Cli.Recommendations;

/// <summary>Why a product is in a list or not, for people.</summary>
public static class WhyText
{
    /// <param name="console">Takes the text.</param>
    /// <param name="why">As <see cref="WhyJson"/> writes it, and the server answers it.</param>
    public static void Write(CliConsole console, JsonElement why)
    {
        console.Write($"{why.GetProperty("item").GetString()} in {why.GetProperty("form").GetString()}: {why.GetProperty("text").GetString()}");
        if (why.GetProperty("explanation") is { ValueKind: JsonValueKind.Object } place) WritePlace(console, why, place);
        if (why.GetProperty("refusedPin").GetString() is { } pin) console.Write($"The rule {pin} would put it at a place, but the form may not return it here.");
    }

    private static void WritePlace(CliConsole console, JsonElement why, JsonElement place)
    {
        if (why.GetProperty("score") is { ValueKind: JsonValueKind.Number } score)
            console.Write(string.Create(CultureInfo.InvariantCulture, $"  score {score.GetDouble():0.######} from {place.GetProperty("source").GetString()}"));
        foreach (var part in place.GetProperty("parts").EnumerateArray())
            console.Write(string.Create(CultureInfo.InvariantCulture, $"  {part.GetProperty("value").GetDouble(),10:0.######}  {part.GetProperty("name").GetString()}: {part.GetProperty("text").GetString()}"));
        foreach (var rule in place.GetProperty("rules").EnumerateArray()) console.Write($"  moved by the rule {rule.GetString()}");
    }
}
