using System.Numerics.Tensors;

namespace Recs.Training.Models.Factors;

/// <summary>
/// The vector of a visitor from the last items: (Σ c_a·h_a·h_aᵀ + α₀·HᵀH + λ·I)·w = Σ c_a·h_a, where c_a = recency^age, so the newest
/// item counts most. Of one thread; allocates nothing once made.
/// </summary>
public sealed class FoldIn(AlsModel model)
{
    private readonly NormalEquations _system = new(model.Items.Factors, model.Items.Stride);
    private readonly float[] _scaled = new float[model.Items.Stride];

    /// <summary>The vector, valid until the next call; zeros where nothing of the history is known.</summary>
    /// <param name="history">Item numbers, oldest first.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<int> history)
    {
        var options = model.Options;
        var last = Math.Min(history.Length, options.LastItems);
        var (observed, weight) = (0.0, 1.0);
        for (var age = 0; age < last; age++, weight *= options.Recency) observed += weight;
        _system.Reset(model.Gram, (float)options.Unobserved, AlsTrainer.Diagonal(options, observed, model.ItemCount));
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
        return _system.B;
    }
}
