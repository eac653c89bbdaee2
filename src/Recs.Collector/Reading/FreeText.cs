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

    /// <summary>A category as a path with <c> &gt; </c> between its parts; empty parts go, runs of spaces become one.</summary>
    public static string Category(string text)
    {
        if (IsNormal(text)) return text;
        var parts = text.Split('>', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < parts.Length; i++)
            parts[i] = string.Join(' ', parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return string.Join(" > ", parts);
    }

    private static bool IsNormal(string text)
    {
        if (text.Length == 0 || text[0] == '>' || text[^1] == '>') return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '>' && !(text[i - 1] == ' ' && text[i + 1] == ' ' && i >= 2 && text[i - 2] != '>')) return false;
            if (char.IsWhiteSpace(c) && (c != ' ' || i == 0 || i == text.Length - 1 || text[i - 1] == ' ')) return false;
        }

        return true;
    }
}
