using System.Text.Json;
using Recs.Core;

namespace Recs.Collector.Reading;

/// <summary>Times as ISO 8601 writes them; without an offset they are UTC, as Segment reads them.</summary>
internal static class IsoTime
{
    public const string Expected = "a time like 2026-03-02T10:00:00.000Z";

    public static bool TryRead(JsonElement value, out Instant time)
    {
        time = default;
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTime(out var local)) return false;
        if (local.Kind == DateTimeKind.Unspecified)
        {
            time = Instant.From(new DateTimeOffset(local, TimeSpan.Zero));
            return true;
        }

        if (!value.TryGetDateTimeOffset(out var exact)) return false;
        time = Instant.From(exact);
        return true;
    }
}
