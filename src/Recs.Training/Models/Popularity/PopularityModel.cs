using Recs.Training.Data;

namespace Recs.Training.Models.Popularity;

/// <summary>How often each item occurs: the baseline every model has to beat.</summary>
public sealed class PopularityModel : IModel
{
    private readonly float[] _counts;

    private PopularityModel(float[] counts) => _counts = counts;

    public string Name => "popularity";

    public int ItemCount => _counts.Length;

    public static PopularityModel Fit(Histories train) => new(Array.ConvertAll(train.ItemCounts(), n => (float)n));

    public IScorer CreateScorer() => new Scorer(_counts);

    private sealed class Scorer(float[] counts) : IScorer
    {
        public void Score(ReadOnlySpan<int> history, Span<float> scores) => counts.CopyTo(scores);
    }
}
