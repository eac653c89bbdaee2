namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>A phrase that names a kind of product, and the category it stands for.</summary>
/// <param name="Category">The path: department and leaf.</param>
/// <param name="Last">Of a department that takes only what no other claims.</param>
/// <param name="Leading">Counts only at the beginning of the description.</param>
/// <param name="Parts">Words that stand together; all parts must be there, anywhere.</param>
public sealed record KindPhrase(string Category, bool Last, bool Leading, IReadOnlyList<string[]> Parts)
{
    /// <summary>How well the phrase fits, or null where it does not occur. The greater wins.</summary>
    /// <param name="words">The description.</param>
    /// <param name="start">Where it begins, after counts.</param>
    public Fit? FitOf(ReadOnlySpan<string> words, int start)
    {
        var (count, end) = (0, 0);
        foreach (var part in Parts)
        {
            var at = Find(words, part);
            if (at < 0 || (Leading && at != start)) return null;
            count += part.Length;
            end = Math.Max(end, at + part.Length);
        }

        return new Fit(!Last, (2 * count) + (Leading ? 1 : 0), Parts.Count == 1, end);
    }

    // The last place counts, but a leading phrase stands at the beginning.
    private int Find(ReadOnlySpan<string> words, string[] part)
    {
        if (Leading) return words.IndexOf(part);
        for (var at = words.Length - part.Length; at >= 0; at--)
        {
            if (words.Slice(at, part.Length).SequenceEqual(part)) return at;
        }

        return -1;
    }

    /// <summary>In the order of weight: claimed by a proper department, words matched, words stand together, how far to the right.</summary>
    public readonly record struct Fit(bool Proper, int Words, bool Together, int End) : IComparable<Fit>
    {
        public int CompareTo(Fit other)
        {
            var c = Proper.CompareTo(other.Proper);
            if (c == 0) c = Words.CompareTo(other.Words);
            if (c == 0) c = Together.CompareTo(other.Together);
            return c != 0 ? c : End.CompareTo(other.End);
        }
    }
}
