using Recs.Training.Data;

namespace Recs.Training.Models.Transitions;

/// <summary>
/// Directed transitions with gap decay: for i before j, g steps apart in a history of n items,
/// w(i → j) = Σ g^−γ · n^−ν, against the direction a part of it, divided by count(i)^α · count(j)^β, the best kept. A history is
/// answered with Σ ρ^age · row(item) over its last items.
/// </summary>
public sealed class TransitionModel : IModel
{
    private readonly TransitionOptions _options;

    private TransitionModel(ItemLists lists, TransitionOptions options) => (Lists, _options) = (lists, options);

    public string Name => "transitions";

    public int ItemCount => Lists.Count;

    /// <summary>What follows each item.</summary>
    public ItemLists Lists { get; }

    /// <summary>A model of lists that were counted before.</summary>
    public static TransitionModel Of(ItemLists lists, TransitionOptions options) => new(lists, options);

    /// <summary>Counts transitions. The same for any number of threads.</summary>
    /// <param name="train">The histories.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many items are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static TransitionModel Fit(
        Histories train, TransitionOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var postings = new Postings(train);
        var counts = train.ItemCounts();
        var gaps = Powers(options.Window + 1, -options.GapExponent);
        var lengths = Powers(Longest(train) + 1, -options.LengthExponent);
        var to = Array.ConvertAll(counts, n => Math.Pow(Math.Max(1, n), -options.ToExponent));
        var lists = ItemLists.Build(train.ItemCount, options.Neighbours, threads, (item, row) =>
        {
            foreach (var (history, position) in postings.Of(item)) Pair(train[history], position, options, gaps, lengths, row);
            var from = Math.Pow(Math.Max(1, counts[item]), -options.FromExponent);
            foreach (var other in row.Touched) row.Scale(other, from * to[other]);
        }, progress, cancel);
        return new TransitionModel(lists, options);
    }

    public IScorer CreateScorer() => new Scorer(this);

    private static void Pair(ReadOnlySpan<int> history, int position, TransitionOptions options, double[] gaps, double[] lengths, SparseRow row)
    {
        var item = history[position];
        var length = lengths[history.Length];
        var last = Math.Min(history.Length - 1, position + options.Window);
        for (var q = position + 1; q <= last; q++)
        {
            if (history[q] != item) row.Add(history[q], gaps[q - position] * length);
        }

        if (options.Backward <= 0) return;
        var first = Math.Max(0, position - options.Window);
        for (var q = position - 1; q >= first; q--)
        {
            if (history[q] != item) row.Add(history[q], options.Backward * gaps[position - q] * length);
        }
    }

    private static int Longest(Histories train)
    {
        var longest = 0;
        for (var row = 0; row < train.Count; row++) longest = Math.Max(longest, train.LengthOf(row));
        return longest;
    }

    private static double[] Powers(int count, double exponent)
    {
        var powers = new double[count];
        for (var n = 1; n < count; n++) powers[n] = Math.Pow(n, exponent);
        return powers;
    }

    private sealed class Scorer(TransitionModel model) : IScorer
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
