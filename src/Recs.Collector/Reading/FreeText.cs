namespace Recs.Collector.Reading;

/// <summary>Text that people write, made fit to be stored and shown.</summary>
internal static class FreeText
{
    /// <summary>Control characters become spaces, and the ends are trimmed.</summary>
    public static string OneLine(string text)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var c in trimmed)
        {
            if (char.IsControl(c)) return string.Create(trimmed.Length, text, static (line, all) => Write(line, all.AsSpan().Trim())).Trim();
        }

        return trimmed.Length == text.Length ? text : trimmed.ToString();
    }

    private static void Write(Span<char> line, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++) line[i] = char.IsControl(text[i]) ? ' ' : text[i];
    }
}
