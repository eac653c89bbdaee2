using System.Globalization;

namespace Recs.Core;

/// <summary>Moments as people write them in commands and queries.</summary>
public static class InstantText
{
    /// <summary>What is understood, in words.</summary>
    public const string Expected = "ISO 8601, like 2011-12-01T00:00:00Z or 2011-12-01";

    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];

    /// <summary>A time in UTC or with an offset, or a day, which means its first moment in UTC. Nothing is guessed.</summary>
    public static bool TryRead(string text, out Instant time)
    {
        var understood = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read);
        time = understood ? Instant.From(read) : default;
        return understood;
    }
}
