using System.Buffers.Text;

namespace Recs.Collector.Bodies;

/// <summary>Finds escapes in JSON text that are half of a surrogate pair: legal to the grammar, but no text.</summary>
internal static class Surrogates
{
    /// <param name="escaped">The inside of a JSON string whose escapes the reader has accepted.</param>
    public static bool AreBroken(ReadOnlySpan<byte> escaped)
    {
        while (true)
        {
            var at = escaped.IndexOf((byte)'\\');
            if (at < 0) return false;
            escaped = escaped[at..];
            if (escaped[1] != (byte)'u')
            {
                escaped = escaped[2..];
                continue;
            }

            var unit = Unit(escaped);
            escaped = escaped[6..];
            if (char.IsLowSurrogate(unit)) return true;
            if (!char.IsHighSurrogate(unit)) continue;
            if (!escaped.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(escaped))) return true;
            escaped = escaped[6..];
        }
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'X') ? (char)unit : '\0';
}
