using System.Text.Json;
using Recs.Cli.Output;
using Recs.Core.Recommendations;

namespace Recs.Cli.Recommendations;

/// <summary>A list for programs, as <c>GET /v1/recommendations</c> answers it.</summary>
public static class ListJson
{
    public static byte[] Write(RecommendationList list) => JsonText.Write(json => Write(json, list));

    private static void Write(Utf8JsonWriter json, RecommendationList list)
    {
        json.WriteStartObject();
        json.WriteString("listId", list.ListId);
        json.WriteString("form", list.Form.Name());
        json.WriteString("placement", list.Placement);
        json.WriteString("stage", list.Stage?.ToString());
        json.WriteStartArray("items");
        foreach (var item in list.Items) Write(json, item);
        json.WriteEndArray();
        json.WriteBoolean("degraded", list.Degraded);
        if (list.Shortfall is { } shortfall) Write(json, shortfall);
        else json.WriteNull("shortfall");

        // Nobody keeps a list that no server has given.
        json.WriteNull("cursor");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RecommendedItem recommended)
    {
        var item = recommended.Item;
        json.WriteStartObject();
        json.WriteString("id", item.Id.Value);
        json.WriteString("title", item.Title.Length > 0 ? item.Title : null);
        json.WriteString("category", item.Category);
        if (item.Price is { } price) json.WriteNumber("price", price);
        else json.WriteNull("price");
        json.WriteString("currency", item.Currency);
        json.WriteString("url", item.Url);
        json.WriteString("imageUrl", item.ImageUrl);
        json.WriteNumber("score", Math.Round(recommended.Score, 6));
        json.WriteString("tier", recommended.Tier.ToString().ToLowerInvariant());
        Write(json, recommended.Reason);
        if (recommended.Explanation is { } place) PlaceJson.Write(json, place);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject("reason");
        json.WriteString("code", reason.Code);
        Write(json, "items", reason.Items.Select(i => i.Value));
        Write(json, "categories", reason.Categories);
        json.WriteString("text", reason.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Shortfall shortfall)
    {
        json.WriteStartObject("shortfall");
        json.WriteNumber("missing", shortfall.Missing);
        json.WriteString("code", shortfall.Code);
        json.WriteString("text", shortfall.Text);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
