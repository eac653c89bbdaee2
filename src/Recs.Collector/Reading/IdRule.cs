using System.Globalization;
using Recs.Core;

namespace Recs.Collector.Reading;

/// <summary>What every id must be: not too long, without control characters.</summary>
internal static class IdRule
{
    /// <summary>The longest id of a sender's own, such as an event or a page view, in UTF-8 bytes.</summary>
    public const int MessageBytes = 100;

    public const int OrderBytes = 100;

    public const int ListBytes = 128;

    public const int CampaignBytes = 128;

    public static Problem? Check(in Section at, FieldName name, string id, int maxBytes)
    {
        if (Utf8Text.Bytes(id) is var bytes && bytes > maxBytes)
            return Problem.At(IntakeCode.IdTooLong, at.PathOf(name.Text), Words($"at most {maxBytes} bytes"), Words($"{bytes} bytes: {id}"));
        foreach (var c in id)
        {
            if (char.IsControl(c))
                return Problem.At(IntakeCode.InvalidId, at.PathOf(name.Text), "an id without control characters", Words($"U+{(int)c:X4} in {id}"));
        }

        return null;
    }

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
