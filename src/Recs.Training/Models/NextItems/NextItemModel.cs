using Recs.Training.Data;

namespace Recs.Training.Models.NextItems;

/// <summary>
/// What comes next in a session, as its last items say one by one (naive Bayes over their ages): with c_a(i, j) counts of j following i with
/// a others between, and π(j) the share of j among all that follow,
/// score(j) = ln π(j) + ln(1 + c_0(last, j) ÷ (κ·π(j))) + Σ_a w·δ^(a−1) · ln(1 + c_a(i_a, j) ÷ (s·π(j))) + [j seen] · ln σ.
/// Each part is the logarithm of a count shrunk towards chance, less what is the same for all j. Repeats in a row count once.
/// </summary>
public sealed class NextItemModel : IModel
{
    private readonly ItemLists[] _lists;
    private readonly float[] _prior;
    private readonly NextItemOptions _options;

    private NextItemModel(ItemLists[] lists, float[] prior, NextItemOptions options) => (_lists, _prior, _options) = (lists, prior, options);

    public string Name => "next-items";

    public int ItemCount => _prior.Length;

    /// <summary>Counts what follows what. The same for any number of threads.</summary>
    /// <param name="train">Sessions, oldest first.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many lists of an age are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static NextItemModel Fit(Histories train, NextItemOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var rows = train.WithoutRepeats();
        var (postings, weights) = (new Postings(rows), RowWeights(rows.Count, options.HalfLife));
        var shares = Shares(rows, weights);
        var lists = new ItemLists[options.Ages + 1];
        for (var age = 0; age < lists.Length; age++)
        {
            var (step, chance) = (age + 1, age == 0 ? options.LastShrink : options.Shrink);
            lists[age] = ItemLists.Build(rows.ItemCount, options.Neighbours, threads, (item, row) =>
            {
                foreach (var (session, position) in postings.Of(item))
                {
                    var items = rows[session];
                    if (position + step < items.Length && items[position + step] != item) row.Add(items[position + step], weights[session]);
                }

                foreach (var other in row.Touched) row.Replace(other, Math.Log(1 + (row[other] / (chance * shares[other]))));
            }, progress, cancel);
        }

        return new NextItemModel(lists, Array.ConvertAll(shares, s => (float)Math.Log(s)), options);
    }

    public IScorer CreateScorer() => new Scorer(this);

    private static double[] RowWeights(int rows, double halfLife)
    {
        var weights = new double[rows];
        for (var row = 0; row < rows; row++) weights[row] = halfLife > 0 ? double.Exp2((row + 1 - rows) / (halfLife * rows)) : 1;
        return weights;
    }

    // Half a count for everybody, so that nothing is impossible.
    private static double[] Shares(Histories rows, double[] weights)
    {
        var shares = new double[rows.ItemCount];
        Array.Fill(shares, 0.5);
        var total = 0.5 * shares.Length;
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var item in rows[row]) shares[item] += weights[row];
            total += weights[row] * rows.LengthOf(row);
        }

        for (var item = 0; item < shares.Length; item++) shares[item] /= total;
        return shares;
    }

    private sealed class Scorer(NextItemModel model) : IScorer
    {
        private readonly bool[] _seen = new bool[model.ItemCount];

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            model._prior.CopyTo(scores);
            var (age, last, weight) = (0, -1, 1.0);
            for (var p = history.Length - 1; p >= 0 && age < model._lists.Length; p--)
            {
                if (history[p] == last) continue;
                last = history[p];
                model._lists[age].AddTo(scores, last, (float)weight);
                weight = age++ == 0 ? model._options.Weight : weight * model._options.Decay;
            }

            Mark(history, scores);
        }

        private void Mark(ReadOnlySpan<int> history, Span<float> scores)
        {
            if (model._options.Seen == 1) return;
            var seen = (float)Math.Log(model._options.Seen);
            foreach (var item in history)
            {
                if (item >= _seen.Length || _seen[item]) continue;
                _seen[item] = true;
                scores[item] += seen;
            }

            foreach (var item in history)
            {
                if (item < _seen.Length) _seen[item] = false;
            }
        }
    }
}
