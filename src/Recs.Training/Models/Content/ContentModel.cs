using Recs.Training.Data;

namespace Recs.Training.Models.Content;

/// <summary>
/// Items like those of the history by what is known of them: the cosine of their words, each weighing idf(w) = ln(items ÷ items with w)
/// (Salton &amp; Buckley, 1988). Needs nobody to have taken an item, so it is the source for new ones.
/// </summary>
public sealed class ContentModel : IModel
{
    private readonly ContentOptions _options;

    private ContentModel(ItemLists lists, ContentOptions options) => (Lists, _options) = (lists, options);

    public string Name => "content";

    public int ItemCount => Lists.Count;

    /// <summary>The items most like each.</summary>
    public ItemLists Lists { get; }

    /// <summary>Compares items. The same for any number of threads.</summary>
    /// <param name="features">What is known of the items.</param>
    /// <param name="itemCount">How many items there are; those not told of have no list.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many lists are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ContentModel Fit(
        ItemFeatures features, int itemCount, ContentOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var with = ItemsByWord(features, itemCount);
        var idf = Array.ConvertAll(with, items => items.Count == 0 ? 0 : Math.Log((double)itemCount / items.Count));
        var norms = new double[itemCount];
        for (var item = 0; item < itemCount; item++) norms[item] = Norm(features[item], idf);
        var lists = ItemLists.Build(itemCount, options.Neighbours, threads, (item, row) =>
        {
            // A word half the catalogue has would make every row as long as the catalogue.
            foreach (var word in features[item])
            {
                if (with[word].Count > Math.Max(2, options.Common * itemCount) || idf[word] <= 0) continue;
                foreach (var other in with[word])
                {
                    if (other != item && row.TimesOf(other) == 0) row.Add(other, Shared(features[item], features[other], idf));
                }
            }

            foreach (var other in row.Touched) row.Scale(other, 1 / (norms[item] * norms[other]));
        }, progress, cancel);
        return new ContentModel(lists, options);
    }

    public IScorer CreateScorer() => new Scorer(this);

    private static List<int>[] ItemsByWord(ItemFeatures features, int itemCount)
    {
        var with = new List<int>[features.Words];
        for (var word = 0; word < with.Length; word++) with[word] = [];
        for (var item = 0; item < itemCount; item++)
        {
            foreach (var word in features[item]) with[word].Add(item);
        }

        return with;
    }

    private static double Norm(ReadOnlySpan<int> words, double[] idf)
    {
        var sum = 0.0;
        foreach (var word in words) sum += idf[word] * idf[word];
        return Math.Sqrt(sum);
    }

    private static double Shared(ReadOnlySpan<int> one, ReadOnlySpan<int> other, double[] idf)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j]) sum += idf[one[i]] * idf[other[j++]];
            if (j >= other.Length || one[i] < other[j]) i++;
            else if (one[i] > other[j]) j++;
        }

        return sum;
    }

    private sealed class Scorer(ContentModel model) : IScorer
    {
        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            scores.Clear();
            var factor = 1.0;
            for (var age = 0; age < history.Length && age < model._options.LastItems; age++, factor *= model._options.Recency)
                model.Lists.AddTo(scores, history[history.Length - 1 - age], (float)factor);
        }
    }
}
