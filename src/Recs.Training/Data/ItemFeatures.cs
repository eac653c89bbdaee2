namespace Recs.Training.Data;

/// <summary>
/// What is known of items besides who took them: words such as a category and those above it, a brand, words of a title, attributes with
/// their values. By the numbers of an <see cref="ItemVocabulary"/>.
/// </summary>
public sealed class ItemFeatures
{
    private readonly ItemVocabulary _words = new();
    private readonly List<int[]> _items = [];

    /// <summary>How many items have been told of, those between that have not counted in.</summary>
    public int Count => _items.Count;

    /// <summary>How many different words there are.</summary>
    public int Words => _words.Count;

    /// <summary>The words of an item, ascending, each once; none for one not told of.</summary>
    public ReadOnlySpan<int> this[int item] => item < _items.Count ? _items[item] : [];

    /// <summary>Says what is known of an item; what was said before is forgotten.</summary>
    public void Set(int item, IEnumerable<string> words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        while (_items.Count <= item) _items.Add([]);
        _items[item] = [.. words.Where(w => w.Length > 0).Select(w => _words.Add(w)).Distinct().Order()];
    }

    /// <summary>
    /// The words of a product: <c>category:</c> the path and every path above it, <c>brand:</c>, <c>word:</c> those of the title in lower case,
    /// at least two letters or digits long, and <c>name=value</c> for attributes.
    /// </summary>
    public static IEnumerable<string> WordsOf(string? category, string? brand, string? title, IEnumerable<KeyValuePair<string, string>> attributes)
    {
        if (!string.IsNullOrWhiteSpace(category))
        {
            var path = "";
            foreach (var part in category.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                path = path.Length == 0 ? part : $"{path} > {part}";
                yield return $"category:{path}";
            }
        }

        if (!string.IsNullOrWhiteSpace(brand)) yield return $"brand:{brand.Trim()}";
        foreach (var word in TitleWords(title ?? "")) yield return $"word:{word}";
        foreach (var (name, value) in attributes) yield return $"{name}={value}";
    }

    private static IEnumerable<string> TitleWords(string title)
    {
        for (var start = 0; start < title.Length;)
        {
            var end = start;
            while (end < title.Length && char.IsLetterOrDigit(title[end])) end++;
            if (end - start >= 2) yield return title[start..end].ToLowerInvariant();
            start = end + 1;
        }
    }
}
