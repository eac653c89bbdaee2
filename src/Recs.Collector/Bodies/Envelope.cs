using System.Text.Json;
using System.Text.Unicode;
using Recs.Collector.Reading;

namespace Recs.Collector.Bodies;

/// <summary>What a batch says of all its events: when it was sent, and what the visitor allows.</summary>
internal static class Envelope
{
    private const int LongestTime = 100;
    private const int LongestConsent = 2000;
    private const int DeepestConsent = 3;

    private static ReadOnlySpan<byte> Unreadable => "\"unreadable\""u8;

    /// <summary>The fields of the envelope; none where there is no envelope, or it says nothing.</summary>
    public static Section Of(EventBody body)
    {
        if (body.SentAt is null && body.Consent is null) return new Section(default, "batch");
        var sentAt = Value(body, body.SentAt, LongestTime, deepest: 0);
        var consent = Value(body, body.Consent, LongestConsent, DeepestConsent);
        return new Section(JsonElement.Parse([.. "{\"sentAt\":"u8, .. sentAt, .. ",\"consent\":"u8, .. consent, (byte)'}']), "batch");
    }

    private static ReadOnlySpan<byte> Value(EventBody body, BodySlice? slice, int longest, int deepest)
    {
        if (slice is not { } at) return "null"u8;
        var value = at.Of(body.Json).Span;
        return at.BadEscape || at.Depth > deepest || value.Length > longest || !Utf8.IsValid(value) ? Unreadable : value;
    }
}
