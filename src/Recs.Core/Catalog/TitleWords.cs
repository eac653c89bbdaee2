namespace Recs.Core.Catalog;

/// <summary>
/// The words of a title: lower case, runs of letters and digits, apostrophes dropped. Compared in the singular.
/// </summary>
public static class TitleWords
{
    private const int LongestWord = 32;

    /// <summary>Adds the words in their order; a word that occurs twice comes twice.</summary>
    public static void Split(string title, ICollection<string> into)
    {
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        foreach (var c in title)
        {
            if (char.IsLetterOrDigit(c))
            {
                if (length < LongestWord) word[length++] = char.ToLowerInvariant(c);
            }
            else if (c is not ('\'' or '’'))
            {
                Flush(word[..length], into);
                length = 0;
            }
        }

        Flush(word[..length], into);
    }

    /// <summary>Plain English plurals reduced: <c>boxes</c>, <c>berries</c>, <c>bags</c>; not <c>glass</c>, <c>bus</c>, <c>50s</c>.</summary>
    public static string Singular(string word)
    {
        if (word.Length <= 3 || word[^1] != 's' || char.IsDigit(word[^2])) return word;
        if (Ends("ies")) return string.Concat(word.AsSpan(0, word.Length - 3), "y");
        if (Ends("sses") || Ends("shes") || Ends("ches") || Ends("xes") || Ends("zes")) return word[..^2];
        if (Ends("ss") || Ends("us") || Ends("is")) return word;
        return word[..^1];

        bool Ends(string ending) => word.EndsWith(ending, StringComparison.Ordinal);
    }

    private static void Flush(ReadOnlySpan<char> word, ICollection<string> into)
    {
        if (word.Length > 0) into.Add(word.ToString());
    }
}
