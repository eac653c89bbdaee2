using System.Globalization;
using Recs.Core;

namespace Recs.Collector.Reading;

/// <summary>What every id must be: not too long, without control characters.</summary>
internal static class IdRule
{
    /// <summary>The longest id of a sender's own, such as an event or a page view, in UTF-8 bytes.</summary>
    public const int MessageBytes = 100;

    public const int OrderBytes = 100;

    public static Problem? Check(string field, string id, int maxBytes)
    {
        if (Utf8Text.Bytes(id) is var bytes && bytes > maxBytes)
            return Problem.At(IntakeCode.IdTooLong, field, string.Create(CultureInfo.InvariantCulture, $"at most {maxBytes} bytes"), string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes: {id}"));
        foreach (var c in id)
        {
            if (char.IsControl(c))
                return Problem.At(IntakeCode.InvalidId, field, "an id without control characters", string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4} in {id}"));
        }

        return null;
    }
}
