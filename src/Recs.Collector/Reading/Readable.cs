using System.Globalization;
using System.Text.Unicode;
using Recs.Collector.Bodies;

namespace Recs.Collector.Reading;

/// <summary>Whether the text of an event or item may be read at all.</summary>
internal static class Readable
{
    /// <summary>The reason why not; null: it may.</summary>
    /// <param name="what">What it is called in messages.</param>
    public static Problem? Check(string what, BodySlice slice, ReadOnlySpan<byte> json, int mostBytes, int mostDepth)
    {
        if (slice.Length > mostBytes)
            return Refusal(IntakeCode.TooLarge, $"{what}: expected at most {mostBytes} bytes with this key, found {slice.Length}.");
        if (slice.BadEscape) return Refusal(IntakeCode.InvalidText, $"{what}: expected text, found an escape that is half of a surrogate pair.");
        if (!Utf8.IsValid(json)) return Refusal(IntakeCode.InvalidText, $"{what}: expected UTF-8, found other bytes.");
        return slice.Depth > mostDepth
            ? Refusal(IntakeCode.TooDeep, $"{what}: expected at most {mostDepth} levels of objects and arrays, found {slice.Depth}.")
            : null;
    }

    private static Problem Refusal(IntakeCode code, FormattableString message) => new(code, message.ToString(CultureInfo.InvariantCulture));
}
