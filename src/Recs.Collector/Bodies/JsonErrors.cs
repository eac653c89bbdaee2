using System.Text.Json;

namespace Recs.Collector.Bodies;

/// <summary>Where and why JSON is broken, in words.</summary>
internal static class JsonErrors
{
    public static RequestError Describe(JsonException e) =>
        new(IntakeCode.InvalidJson, $"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {Reason(e.Message)}");

    /// <summary>The reader's own words without its numbers, which count from 0.</summary>
    public static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
