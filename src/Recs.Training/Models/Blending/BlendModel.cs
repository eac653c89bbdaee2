using System.Numerics.Tensors;

namespace Recs.Training.Models.Blending;

/// <summary>
/// Two models as one: log(share + floor) + weight · score, where share is an item's part of the first model's best score (scores are
/// positive: counts) and score is the second's (a prediction around 0 to 1).
/// </summary>
public sealed class BlendModel(IModel first, IModel second, BlendOptions options) : IModel
{
    public string Name => "blend";

    public int ItemCount => Math.Min(first.ItemCount, second.ItemCount);

    public IScorer CreateScorer() => new Scorer(first.CreateScorer(), second.CreateScorer(), ItemCount, options);

    private sealed class Scorer(IScorer first, IScorer second, int items, BlendOptions options) : IScorer
    {
        private readonly float[] _shares = new float[items];

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            first.Score(history, _shares);
            second.Score(history, scores);
            var most = _shares.Length == 0 ? 0 : TensorPrimitives.Max<float>(_shares);
            if (most > 0) TensorPrimitives.Divide(_shares, most, _shares);
            TensorPrimitives.Add(_shares, (float)options.Floor, _shares);
            TensorPrimitives.Log(_shares, _shares);
            TensorPrimitives.MultiplyAdd(scores, (float)options.Weight, _shares, scores);
        }
    }
}
