namespace Recs.Training.Models.Factors;

/// <summary>
/// The vector of a visitor from the last items: (Σ c_a·h_a·h_aᵀ + α₀·HᵀH + λ·I)·w = Σ c_a·h_a, where c_a = recency^age, so the newest
/// item counts most; what weighs less than a millionth is left out. Of one thread; allocates nothing once made.
/// </summary>
public sealed class FoldIn(AlsModel model)
{
    private const double Least = 1e-6;

    private readonly RowSolver _system = new(model.Items.Factors, model.Items.Stride);

    /// <summary>The vector, valid until the next call; zeros where nothing of the history is known.</summary>
    /// <param name="history">Item numbers, oldest first.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<int> history)
    {
        var options = model.Options;
        var (last, known) = (Math.Min(history.Length, options.LastItems), 0);
        var (observed, weight) = (0.0, 1.0);
        for (var age = 0; age < last && weight > Least; age++, weight *= options.Recency)
        {
            observed += weight;
            if (history[history.Length - 1 - age] < model.ItemCount) known++;
        }

        _system.Begin(model.Gram, (float)options.Unobserved, AlsTrainer.Diagonal(options, observed, model.ItemCount), known);
        weight = 1;
        for (var age = 0; age < last && weight > Least; age++, weight *= options.Recency)
        {
            var item = history[history.Length - 1 - age];
            if (item < model.ItemCount) _system.Add(model.Items[item], (float)weight);
        }

        _system.Solve();
        return _system.Solution;
    }
}
