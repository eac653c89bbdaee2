namespace Recs.Core.Catalog;

/// <summary>
/// Titles as TF-IDF vectors of length 1 (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988):
/// weight = (1 + ln tf) · ln(1 + N / df), divided by the vector's norm; the cosine of two titles is the sum over shared
/// words of the products of their weights.
/// </summary>
public sealed class TitleIndex
{
    private readonly string[] _words;
    private readonly int[] _categoryOf;
    private readonly int[] _wordStarts;
    private readonly TitlePosting[] _byWord;
    private readonly int[] _itemStarts;
    private readonly TitlePosting[] _byItem;

    private TitleIndex(string[] words, int[] categoryOf, int[] wordStarts, TitlePosting[] byWord, int[] itemStarts, TitlePosting[] byItem)
    {
        _words = words;
        _categoryOf = categoryOf;
        _wordStarts = wordStarts;
        _byWord = byWord;
        _itemStarts = itemStarts;
        _byItem = byItem;
    }

    public string Word(int word) => _words[word];

    /// <summary>The words of an item's title, by ascending number.</summary>
    public ReadOnlySpan<TitlePosting> Words(int item) => _byItem.AsSpan(_itemStarts[item].._itemStarts[item + 1]);

    /// <summary>The items of a category whose titles hold a word, ascending.</summary>
    public ReadOnlySpan<TitlePosting> Items(int word, int category)
    {
        var all = _byWord.AsSpan(_wordStarts[word].._wordStarts[word + 1]);
        var from = LowerBound(all, category);
        return all[from..(from + LowerBound(all[from..], category + 1))];
    }

    /// <summary>The cosine of two titles, 0 to 1.</summary>
    public double Cosine(int a, int b)
    {
        ReadOnlySpan<TitlePosting> x = Words(a), y = Words(b);
        double sum = 0;
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            if (x[i].Number == y[j].Number) sum += x[i++].Weight * (double)y[j++].Weight;
            else if (x[i].Number < y[j].Number) i++;
            else j++;
        }

        return sum;
    }

    private int LowerBound(ReadOnlySpan<TitlePosting> postings, int category)
    {
        int low = 0, high = postings.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_categoryOf[postings[middle].Number] < category) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <param name="words">The text of each word number.</param>
    /// <param name="wordsOf">Per item the numbers of its words, ascending, repeated where the title repeats them.</param>
    /// <param name="categoryOf">The category of each item.</param>
    internal static TitleIndex Build(string[] words, ReadOnlySpan<int[]> wordsOf, int[] categoryOf, CategoryTable categories)
    {
        var (itemStarts, byItem, documents) = Forward(words.Length, wordsOf);
        Weigh(itemStarts, byItem, documents, wordsOf.Length);
        var (wordStarts, byWord) = Invert(itemStarts, byItem, documents, categories);
        return new TitleIndex(words, categoryOf, wordStarts, byWord, itemStarts, byItem);
    }

    // The weight holds the term frequency for now.
    private static (int[] Starts, TitlePosting[] Postings, int[] Documents) Forward(int words, ReadOnlySpan<int[]> wordsOf)
    {
        var starts = new int[wordsOf.Length + 1];
        var documents = new int[words];
        List<TitlePosting> postings = [];
        for (var item = 0; item < wordsOf.Length; item++)
        {
            var numbers = wordsOf[item];
            for (var i = 0; i < numbers.Length;)
            {
                var from = i;
                while (i < numbers.Length && numbers[i] == numbers[from]) i++;
                postings.Add(new TitlePosting(numbers[from], i - from));
                documents[numbers[from]]++;
            }

            starts[item + 1] = postings.Count;
        }

        return (starts, [.. postings], documents);
    }

    private static void Weigh(int[] starts, TitlePosting[] postings, int[] documents, int items)
    {
        for (var item = 0; item < items; item++)
        {
            var title = postings.AsSpan(starts[item]..starts[item + 1]);
            double squares = 0;
            foreach (ref var p in title)
            {
                var weight = (1 + Math.Log(p.Weight)) * Math.Log(1 + ((double)items / documents[p.Number]));
                squares += weight * weight;
                p = p with { Weight = (float)weight };
            }

            var norm = (float)Math.Sqrt(squares);
            foreach (ref var p in title) p = p with { Weight = p.Weight / norm };
        }
    }

    // Filled category by category, so that the items of one category lie together in each word's list.
    private static (int[] Starts, TitlePosting[] Postings) Invert(int[] itemStarts, TitlePosting[] byItem, int[] documents, CategoryTable categories)
    {
        var starts = new int[documents.Length + 1];
        for (var word = 0; word < documents.Length; word++) starts[word + 1] = starts[word] + documents[word];
        var next = starts.AsSpan(0, documents.Length).ToArray();
        var byWord = new TitlePosting[byItem.Length];
        for (var category = 0; category < categories.Count; category++)
        {
            foreach (var item in categories.Items(category))
            {
                foreach (var p in byItem.AsSpan(itemStarts[item]..itemStarts[item + 1])) byWord[next[p.Number]++] = new TitlePosting(item, p.Weight);
            }
        }

        return (starts, byWord);
    }
}
