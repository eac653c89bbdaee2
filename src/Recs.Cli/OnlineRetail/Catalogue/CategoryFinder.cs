namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>
/// The category of a product from its description. What the product is stands before “with”, “in”, “for”; where nothing
/// there is known, the whole description is asked. Among the phrases of <see cref="Departments"/> the best fit wins: of a
/// proper department, of most words, standing together, furthest to the right (English puts the head noun last).
/// </summary>
public static class CategoryFinder
{
    private static readonly HashSet<string> Joints = new(StringComparer.Ordinal) { "WITH", "W", "IN", "FOR", "ON", "FROM" };
    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal) { "SET", "PACK", "OF", "S", "BOX", "ASSORTED", "MINI", "BUNDLE", "PAIR" };

    // Phrases by a word they cannot do without, so that a description asks only those that may fit.
    private static readonly ILookup<string, KindPhrase> ByWord = Departments.Phrases.ToLookup(p => p.Parts[0][0], StringComparer.Ordinal);

    /// <summary>The path <c>Department &gt; Leaf</c>, or null where no phrase fits.</summary>
    public static string? Find(string description)
    {
        var words = DescriptionWords.Of(description);
        var joint = words.Length > 1 ? Array.FindIndex(words, 1, Joints.Contains) : -1;
        var core = joint < 0 ? null : Best(words.AsSpan(0, joint));
        if (core is { Last: false }) return core.Category;
        return Best(words)?.Category;
    }

    private static KindPhrase? Best(ReadOnlySpan<string> words)
    {
        var start = Start(words);
        var (best, fit) = ((KindPhrase?)null, default(KindPhrase.Fit));
        foreach (var word in words)
        {
            foreach (var phrase in ByWord[word])
            {
                if (phrase.FitOf(words, start) is not { } found || (best is not null && found.CompareTo(fit) <= 0)) continue;
                (best, fit) = (phrase, found);
            }
        }

        return best;
    }

    private static int Start(ReadOnlySpan<string> words)
    {
        var i = 0;
        while (i < words.Length - 1 && (Counts.Contains(words[i]) || words[i].All(char.IsAsciiDigit))) i++;
        return i;
    }
}
