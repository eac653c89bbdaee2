namespace Recs.Core.Catalog;

/// <summary>A category is a path from the top: <c>Home &gt; Kitchen &gt; Mugs</c>.</summary>
public static class CategoryPath
{
    private const char Separator = '>';

    /// <summary>The first part of the path.</summary>
    public static string Top(string path)
    {
        var at = path.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? path : path[..at].TrimEnd();
    }

    /// <summary>The path is the category itself or lies below it.</summary>
    public static bool IsWithin(string path, string category) =>
        path.StartsWith(category, StringComparison.Ordinal)
        && (path.Length == category.Length || path.AsSpan(category.Length).TrimStart().StartsWith([Separator]));

    /// <summary>A category as a path with <c> &gt; </c> between its parts; empty parts go, runs of spaces become one.</summary>
    public static string Normalise(string text)
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
