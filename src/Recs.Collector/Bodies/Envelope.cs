using System.Text.Json;
using System.Text.Unicode;
using Recs.Collector.Reading;

namespace Recs.Collector.Bodies;

/// <summary>What a batch says of all its events: when it was sent.</summary>
internal static class Envelope
{
    private const int LongestTime = 100;
    private static readonly JsonElement Unreadable = JsonElement.Parse("""{"sentAt": "unreadable"}"""u8);

    /// <summary>The fields of the envelope; none where there is no envelope, or it says nothing.</summary>
    public static Section Of(EventBody body)
    {
        if (body.SentAt is not { } sentAt) return new Section(default, "batch");
        return new Section(TimeOnly(sentAt, sentAt.Of(body.Json)), "batch");
    }

    private static JsonElement TimeOnly(BodySlice slice, ReadOnlyMemory<byte> value)
    {
        if (slice.BadEscape || slice.Depth > 0 || value.Length > LongestTime || !Utf8.IsValid(value.Span)) return Unreadable;
        return JsonElement.Parse([.. "{\"sentAt\":"u8, .. value.Span, (byte)'}']);
    }
}
