using System.Numerics.Tensors;

namespace Recs.Training.Models.Blending;

/// <summary>
/// A model whose scores are logarithms of likelihoods, supported by others: score + Σ weight · share, where share is an item's part of the
/// other model's best score (scores are positive).
/// </summary>
/// <param name="first">The model that is supported.</param>
/// <param name="others">The others with their weights; a weight of 0 is not asked.</param>
public sealed class SupportedModel(IModel first, params (IModel Model, double Weight)[] others) : IModel
{
    public string Name => "blend";

    public int ItemCount => Math.Min(first.ItemCount, others.Select(o => o.Model.ItemCount).DefaultIfEmpty(int.MaxValue).Min());

    public IScorer CreateScorer() =>
        new Scorer(first.CreateScorer(), [.. others.Where(o => o.Weight != 0).Select(o => (o.Model.CreateScorer(), (float)o.Weight))], ItemCount);

    private sealed class Scorer(IScorer first, (IScorer Scorer, float Weight)[] others, int items) : IScorer
    {
        private readonly float[] _shares = new float[items];

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            first.Score(history, scores);
            foreach (var (scorer, weight) in others)
            {
                scorer.Score(history, _shares);
                var most = _shares.Length == 0 ? 0 : TensorPrimitives.Max<float>(_shares);
                if (most > 0) TensorPrimitives.MultiplyAdd(_shares, weight / most, scores, scores);
            }
        }
    }
}
