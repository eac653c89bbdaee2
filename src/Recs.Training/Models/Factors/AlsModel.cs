using System.Numerics.Tensors;
using Recs.Training.Data;

namespace Recs.Training.Models.Factors;

/// <summary>Factors of items; a visitor is folded in from the last items, the newer the heavier.</summary>
public sealed class AlsModel : IModel
{
    private readonly float[] _gram;
    private readonly AlsOptions _options;

    private AlsModel(FactorMatrix items, float[] gram, AlsOptions options) => (Items, _gram, _options) = (items, gram, options);

    public string Name => "als";

    public int ItemCount => Items.Rows;

    public FactorMatrix Items { get; }

    /// <summary>Factorises. The same for any number of threads.</summary>
    /// <param name="train">The histories.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many sweeps are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static AlsModel Fit(Histories train, AlsOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var items = AlsTrainer.Fit(train, options, threads, progress, cancel);
        return new AlsModel(items, Gramian.Of(items, threads, cancel), options);
    }

    public IScorer CreateScorer() => new Scorer(this);

    private sealed class Scorer(AlsModel model) : IScorer
    {
        private readonly NormalEquations _system = new(model.Items.Factors, model.Items.Stride);
        private readonly float[] _scaled = new float[model.Items.Stride];

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            FoldIn(history);
            for (var item = 0; item < scores.Length; item++) scores[item] = TensorPrimitives.Dot<float>(_system.B, model.Items[item]);
        }

        // (Σ c_a·h_a·h_aᵀ + α₀·HᵀH + λ·I)·w = Σ c_a·h_a with c_a = recency^age.
        private void FoldIn(ReadOnlySpan<int> history)
        {
            var options = model._options;
            var last = Math.Min(history.Length, options.LastItems);
            var (observed, weight) = (0.0, 1.0);
            for (var age = 0; age < last; age++, weight *= options.Recency) observed += weight;
            _system.Reset(model._gram, (float)options.Unobserved, AlsTrainer.Diagonal(options, observed, model.ItemCount));
            weight = 1;
            for (var age = 0; age < last && weight > 1e-6; age++, weight *= options.Recency)
            {
                if (history[history.Length - 1 - age] >= model.ItemCount) continue;
                ReadOnlySpan<float> h = model.Items[history[history.Length - 1 - age]];
                TensorPrimitives.Multiply(h, (float)Math.Sqrt(weight), _scaled);
                _system.Add(_scaled);
                _system.AddRight(h, (float)weight);
            }

            if (!_system.Solve()) _system.B.Clear();
        }
    }
}
