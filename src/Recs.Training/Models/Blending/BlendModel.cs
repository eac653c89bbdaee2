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
            Fuse(_shares, scores, options, scores);
        }
    }

    /// <summary>The scores of both as one.</summary>
    /// <param name="first">The first model's scores; spoilt.</param>
    /// <param name="second">The second's.</param>
    /// <param name="options">How.</param>
    /// <param name="fused">Takes the result; may be the second.</param>
    internal static void Fuse(Span<float> first, ReadOnlySpan<float> second, BlendOptions options, Span<float> fused)
    {
        var most = first.Length == 0 ? 0 : TensorPrimitives.Max<float>(first);
        if (most > 0) TensorPrimitives.Divide(first, most, first);
        TensorPrimitives.Add(first, (float)options.Floor, first);
        TensorPrimitives.Log(first, first);
        TensorPrimitives.MultiplyAdd(second, (float)options.Weight, first, fused);
    }
}
