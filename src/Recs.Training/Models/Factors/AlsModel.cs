using System.Numerics.Tensors;
using Recs.Training.Data;

namespace Recs.Training.Models.Factors;

/// <summary>Factors of items; a visitor is folded in from the last items, the newer the heavier.</summary>
public sealed class AlsModel : IModel
{
    private readonly float[] _gram;
    private readonly AlsOptions _options;

    private AlsModel(FactorMatrix items, float[] gram, AlsOptions options) => (Items, _gram, _options) = (items, gram, options);

    /// <summary>A model of factors that were fitted before.</summary>
    /// <param name="items">A row an item. They are turned in place so that HᵀH is diagonal, unless it is already: products do not change.</param>
    /// <param name="options">How a history is folded in.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="cancel">Stops the work.</param>
    public static AlsModel Of(FactorMatrix items, AlsOptions options, int threads = 1, CancellationToken cancel = default) =>
        new(items, Rotation.Diagonalise(items, threads, cancel), options);

    public string Name => "als";

    public int ItemCount => Items.Rows;

    public FactorMatrix Items { get; }

    /// <summary>Factorises. The same for any number of threads.</summary>
    /// <param name="train">The histories.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many sweeps are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static AlsModel Fit(Histories train, AlsOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        Of(AlsTrainer.Fit(train, options, threads, progress, cancel), options, threads, cancel);

    public IScorer CreateScorer() => new Scorer(this);

    private const double Least = 1e-6;

    private sealed class Scorer(AlsModel model) : IScorer
    {
        private readonly RowSolver _system = new(model.Items.Factors, model.Items.Stride);

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            FoldIn(history);
            for (var item = 0; item < scores.Length; item++) scores[item] = TensorPrimitives.Dot(_system.Solution, model.Items[item]);
        }

        // (Σ c_a·h_a·h_aᵀ + α₀·HᵀH + λ·I)·w = Σ c_a·h_a with c_a = recency^age; what weighs less than a millionth is left out.
        private void FoldIn(ReadOnlySpan<int> history)
        {
            var options = model._options;
            var (last, known) = (Math.Min(history.Length, options.LastItems), 0);
            var (observed, weight) = (0.0, 1.0);
            for (var age = 0; age < last && weight > Least; age++, weight *= options.Recency)
            {
                observed += weight;
                if (history[history.Length - 1 - age] < model.ItemCount) known++;
            }

            _system.Begin(model._gram, (float)options.Unobserved, AlsTrainer.Diagonal(options, observed, model.ItemCount), known);
            weight = 1;
            for (var age = 0; age < last && weight > Least; age++, weight *= options.Recency)
            {
                var item = history[history.Length - 1 - age];
                if (item < model.ItemCount) _system.Add(model.Items[item], (float)weight);
            }

            _system.Solve();
        }
    }
}
