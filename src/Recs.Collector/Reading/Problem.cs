using Recs.Collector.Privacy;

namespace Recs.Collector.Reading;

/// <summary>The first thing that is wrong with an event or item.</summary>
internal sealed record Problem(IntakeCode Code, string Message)
{
    private const int LongestFound = 60;

    /// <summary>The field, what was expected and what was found instead: shortened, and without personal data.</summary>
    public static Problem At(IntakeCode code, string field, string expected, string found) =>
        new(code, $"{field}: expected {expected}, found {Shown(found)}.");

    public static string Shown(string found)
    {
        var ignored = 0;
        var shown = PersonalText.Clean(FreeText.OneLine(found), ref ignored);
        if (shown.Length <= LongestFound) return shown;
        var end = char.IsHighSurrogate(shown[LongestFound - 1]) ? LongestFound - 1 : LongestFound;
        return string.Concat(shown.AsSpan(0, end), "…");
    }
}
