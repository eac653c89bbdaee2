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
        if (why.GetProperty("explanation") is { ValueKind: JsonValueKind.Object } place) PlaceText.Write(console, why, place);
        if (why.GetProperty("refusedPin").GetString() is { } pin) console.Write($"The rule {pin} would put it at a place, but the form may not return it here.");
    }
}
