using System.Globalization;
using System.Text.Json;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Server.Admin.Exports;

/// <summary>States and orders of a visitor's ids, as they are stored.</summary>
internal static class ExportedStates
{
    public static async ValueTask WriteAsync(Utf8JsonWriter json, string name, IVisitorReader reader, SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            var stored = await reader.ReadAsync(new VisitorKey(site, id), cancel);
            if (stored.State is null && stored.Orders.Count == 0) continue;
            json.WriteStartObject();
            json.WriteString("visitorId", id.Value);
            if (stored.State is { } state)
            {
                json.WriteString("handedOverTo", VisitorStateCodec.Decode(state).HandedOverTo?.Value);
                json.WriteBase64String("state", state);
            }

            json.WriteStartArray("orders");
            foreach (var (hash, bytes) in stored.Orders) Order(json, hash, OrderEntry.Decode(bytes));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Something is stored under one of the ids.</summary>
    public static async ValueTask<bool> AnyAsync(IVisitorReader reader, SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel)
    {
        foreach (var id in ids)
        {
            if ((await reader.ReadAsync(new VisitorKey(site, id), cancel)).State is not null) return true;
        }

        return false;
    }

    private static void Order(Utf8JsonWriter json, ulong hash, OrderEntry order)
    {
        json.WriteStartObject();
        json.WriteString("orderHash", hash.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteNumber("net", order.Net);
        json.WritePropertyName("order");
        JsonSerializer.Serialize(json, order, ExportJson.Readable.OrderEntry);
        json.WriteEndObject();
    }
}
