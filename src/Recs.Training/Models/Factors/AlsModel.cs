using System.Numerics.Tensors;
using Recs.Training.Data;

namespace Recs.Training.Models.Factors;

/// <summary>Factors of items; a visitor is folded in from the last items, the newer the heavier.</summary>
public sealed class AlsModel : IModel
{
    private AlsModel(FactorMatrix items, float[] gram, AlsOptions options) => (Items, Gram, Options) = (items, gram, options);

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

    public AlsOptions Options { get; }

    /// <summary>HᵀH of the items.</summary>
    internal float[] Gram { get; }

    /// <summary>Factorises. The same for any number of threads.</summary>
    /// <param name="train">The histories.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many sweeps are done; null: nobody.</param>
    /// <param name="cancel">Stops the work.</param>
    public static AlsModel Fit(Histories train, AlsOptions options, int threads = 1, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        Of(AlsTrainer.Fit(train, options, threads, progress, cancel), options, threads, cancel);

    public IScorer CreateScorer() => new Scorer(this);

    private sealed class Scorer(AlsModel model) : IScorer
    {
        private readonly FoldIn _visitor = new(model);

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            var vector = _visitor.Of(history);
            for (var item = 0; item < scores.Length; item++) scores[item] = TensorPrimitives.Dot(vector, model.Items[item]);
        }
    }
}
