using Recs.Training.Data;

namespace Recs.Training.Models.Popularity;

/// <summary>How often each item occurs, the older the less where a half-life is given: the baseline every model has to beat.</summary>
public sealed class PopularityModel : IModel
{
    private const double Day = 86_400_000;

    private readonly float[] _counts;

    internal PopularityModel(float[] counts) => _counts = counts;

    public string Name => "popularity";

    public int ItemCount => _counts.Length;

    /// <summary>What each item counts.</summary>
    public ReadOnlySpan<float> Counts => _counts;

    /// <summary>Counts every interaction alike.</summary>
    public static PopularityModel Fit(Histories train) => new(Array.ConvertAll(train.ItemCounts(), n => (float)n));

    /// <summary>Counts interactions by their age: Σ 2^(−age ÷ half-life), ages against the newest.</summary>
    /// <exception cref="InvalidOperationException">There is a half-life, and the histories have no times.</exception>
    public static PopularityModel Fit(Histories train, PopularityOptions options)
    {
        if (Weights(train, options.HalfLife) is not { } weights) return Fit(train);
        var counts = new double[train.ItemCount];
        var items = train.All.Span;
        for (var k = 0; k < items.Length; k++) counts[items[k]] += weights[k];
        return new PopularityModel(Array.ConvertAll(counts, n => (float)n));
    }

    public IScorer CreateScorer() => new Scorer(_counts);

    /// <summary>What each interaction counts by its age, row after row; null: all alike.</summary>
    internal static double[]? Weights(Histories train, double halfLife)
    {
        if (halfLife <= 0) return null;
        var (weights, newest) = (new double[train.Interactions], train.NewestTime());
        for (int row = 0, at = 0; row < train.Count; row++)
        {
            foreach (var time in train.TimesOf(row)) weights[at++] = double.Exp2((time - newest) / (halfLife * Day));
        }

        return weights;
    }

    private sealed class Scorer(float[] counts) : IScorer
    {
        public void Score(ReadOnlySpan<int> history, Span<float> scores) => counts.CopyTo(scores);
    }
}
