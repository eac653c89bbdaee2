using System.Text.Json;
using Recs.Cli.Files;
using Recs.Core;

namespace Recs.Cli.Jsonl;

/// <summary>Looks at a line before it is sent: one that is no JSON object would spoil the request it is in.</summary>
internal static class JsonLine
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>What is wrong with the line; null: nothing that is seen here.</summary>
    /// <param name="line">The line.</param>
    /// <param name="time">Its timestamp, if it can be read.</param>
    public static string? Problem(ReadOnlyMemory<byte> line, out Instant? time)
    {
        time = null;
        if (line.Length > LineReader.LongestLine) return $"a line of at most {LineReader.LongestLine:N0} bytes was expected; this one is longer. Is it one JSON object a line?";
        try
        {
            using var json = JsonDocument.Parse(line, Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return $"a JSON object was expected; {Kind(json.RootElement.ValueKind)} was found";
            if (json.RootElement.TryGetProperty("timestamp", out var text) && text.ValueKind == JsonValueKind.String && InstantText.TryRead(text.GetString()!, out var read)) time = read;
            return null;
        }
        catch (JsonException e)
        {
            return $"a JSON object was expected; at byte {e.BytePositionInLine + 1} it cannot be read. Correct the line, or write one event a line";
        }
        catch (InvalidOperationException)
        {
            return "text in UTF-8 was expected; the timestamp holds half of a surrogate pair";
        }
    }

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "something else",
    };
}
