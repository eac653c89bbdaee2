using System.Text.Json;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Server.Admin.Exports;

/// <summary>A list that was made for a visitor, as it was given.</summary>
internal static class ExportedLists
{
    public static void Write(Utf8JsonWriter json, ListRecord list)
    {
        json.WriteStartObject();
        json.WriteString("visitorId", list.Visitor?.Value);
        json.WriteString("listId", list.Id);
        json.WriteString("form", list.Form.Name());
        json.WriteString("placement", list.Placement);
        json.WriteString("madeAt", list.MadeAt.ToString());
        json.WriteString("stage", list.Stage?.ToString());
        json.WriteBoolean("degraded", list.Degraded);
        json.WriteStartArray("items");
        for (var i = 0; i < list.Items.Count; i++) Write(json, list.Items[i], i + 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ListedProduct product, int position)
    {
        json.WriteStartObject();
        json.WriteNumber("position", position);
        json.WriteString("id", product.Item.Value);
        json.WriteNumber("score", Math.Round(product.Score, 6));
        json.WriteString("tier", product.Tier.ToString().ToLowerInvariant());
        json.WriteString("reason", product.ReasonCode);
        json.WriteEndObject();
    }
}
