using System.Text.Json;
using Recs.Core.Recommendations.Explanations;

namespace Recs.Cli.Recommendations;

/// <summary>What a place in a list comes from, for programs.</summary>
internal static class PlaceJson
{
    public static void Write(Utf8JsonWriter json, PlaceExplanation place)
    {
        json.WriteStartObject("explanation");
        json.WriteString("source", place.Source);
        if (place.Rank is { } rank) json.WriteNumber("rank", rank);
        else json.WriteNull("rank");
        json.WriteStartArray("parts");
        foreach (var (name, value, text) in place.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("value", Math.Round(value, 6));
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ListJson.Write(json, "rules", place.Rules);
        json.WriteEndObject();
    }
}
