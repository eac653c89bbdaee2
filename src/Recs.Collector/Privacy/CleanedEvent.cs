using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Recs.Collector.Privacy;

/// <summary>A refused event as dead letters keep it.</summary>
internal sealed class CleanedEvent
{
    private const int LongestText = 512;
    private const int LongestNumber = 64;

    private static readonly FrozenSet<string> Dropped =
        Names("ip", "ipAddress", "ip_address", "userAgent", "user_agent", "writeKey", "userToken", "password", "token", "search");

    private static readonly FrozenSet<string> DroppedWithIds = Names(
        [
            .. Dropped, "anonymousId", "anonymous_id", "userId", "user_id", "clientId", "client_id", "previousId", "groupId", "sessionId", "session_id", "ga_session_id",
            "deviceId", "device_id", "visitor", "visitorId", "pageViewId", "friend_id", "friendId", "traits", "user_properties",
        ]);

    private static readonly FrozenSet<string> Addresses =
        Names("url", "referrer", "path", "href", "page_location", "page_referrer", "referring_domain");

    private readonly IReadOnlySet<string> _kept;
    private readonly FrozenSet<string> _dropped;

    private CleanedEvent(IReadOnlySet<string> keptParameters, FrozenSet<string> dropped)
    {
        _kept = keptParameters;
        _dropped = dropped;
    }

    /// <summary>The event without personal data; long text is shortened.</summary>
    /// <param name="event">The event as it was sent.</param>
    /// <param name="keptParameters">Query parameters that stay in URLs.</param>
    /// <param name="withIds">With what says who it was; not for a visitor who does not want to be recognised.</param>
    public static string Of(JsonElement @event, IReadOnlySet<string> keptParameters, bool withIds)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var cleaned = new CleanedEvent(keptParameters, withIds ? Dropped : DroppedWithIds);
        using (var writer = new Utf8JsonWriter(buffer)) cleaned.Write(writer, @event, "");
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What is kept of input that cannot be read: its hash (SHA-256), its length and the first error.</summary>
    public static string Unreadable(ReadOnlySpan<byte> input, string error)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("sha256"u8, Convert.ToHexStringLower(SHA256.HashData(input)));
            writer.WriteNumber("length"u8, input.Length);
            writer.WriteString("error"u8, error);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private void Write(Utf8JsonWriter writer, JsonElement value, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    if (_dropped.Contains(property.Name)) continue;
                    writer.WritePropertyName(Name(property.Name));
                    Write(writer, property.Value, property.Name);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item, name);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when TellingNames.Contains(name):
                writer.WriteStringValue(PersonalText.Removed);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Short(Text(value.GetString()!, name)));
                break;
            case JsonValueKind.Number when value.GetRawText() is { Length: > LongestNumber } digits:
                writer.WriteStringValue(Short(digits));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private string Text(string text, string name)
    {
        var ignored = 0;
        if (name is "userId" or "anonymousId" || (IsId(name) && !text.Contains('@', StringComparison.Ordinal))) return text;
        if (Addresses.Contains(name)) return CleanUrl.Link(text, _kept, ref ignored);
        return PersonalText.Clean(text, ref ignored);
    }

    // An order's or a product's number may look like a telephone's.
    private static bool IsId(string name) => name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || name is "sku";

    private static string Name(string name)
    {
        var ignored = 0;
        return Short(PersonalText.Clean(name, ref ignored));
    }

    private static string Short(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… ({text.Length} characters)");
    }
}
