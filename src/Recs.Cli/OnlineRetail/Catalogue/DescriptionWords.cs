namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>A description as plain words: capitals, singular, spelt one way.</summary>
public static class DescriptionWords
{
    private static readonly IReadOnlyList<(string Found, string Meant)> Spellings = ReadSpellings();

    // Plural endings that carry no plural, and words whose singular the rules would spoil.
    private static readonly string[] SingularEndings = ["SS", "US", "IS"];
    private static readonly HashSet<string> Unchanged = new(StringComparer.Ordinal) { "CHRISTMAS", "GLASS", "SUNGLASSES", "MATCHES" };

    public static string[] Of(string description)
    {
        var text = string.Join(' ', Split(description).Select(Singular));
        var padded = $" {text} ";
        foreach (var (found, meant) in Spellings) padded = padded.Replace(found, meant, StringComparison.Ordinal);
        return padded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The singular of an English noun in capitals; other words come back as they are.</summary>
    public static string Singular(string word)
    {
        if (word.Length < 4 || Unchanged.Contains(word)) return word;
        if (word == "SHOES") return "SHOE";
        if (word.EndsWith("IES", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "Y";
        if (EndsWith(word, "OES", "XES", "SSES", "SHES", "CHES")) return word[..^2];
        return word.EndsWith('S') && !EndsWith(word, SingularEndings) ? word[..^1] : word;
    }

    private static IEnumerable<string> Split(string description)
    {
        var text = description.ToUpperInvariant().Replace("'", "", StringComparison.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                if (start < 0) start = i;
            }
            else if (start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }

    private static bool EndsWith(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static List<(string, string)> ReadSpellings() =>
        [.. ResourceLines.Read("spellings.txt").Select(l => l.Split(" = ")).Select(p => ($" {p[0]} ", $" {p[1]} "))];
}
