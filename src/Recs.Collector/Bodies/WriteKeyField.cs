using System.Text.Json;

namespace Recs.Collector.Bodies;

/// <summary>The key in a body, for beacons, which cannot set headers.</summary>
public static class WriteKeyField
{
    private const int LongestKey = 200;

    /// <summary>The text of the outermost object's <c>writeKey</c>; null where there is none that can be read. Never throws.</summary>
    public static string? Find(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Find(EventBody.WithoutMark(body).Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = !reader.ValueIsEscaped && reader.ValueTextEquals("writeKey"u8);
            reader.Read();
            if (isKey) return IsPlainText(reader) ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }

    private static bool IsPlainText(in Utf8JsonReader value) =>
        value.TokenType == JsonTokenType.String && !value.ValueIsEscaped && value.ValueSpan.Length is > 0 and <= LongestKey
        && System.Text.Ascii.IsValid(value.ValueSpan);
}
