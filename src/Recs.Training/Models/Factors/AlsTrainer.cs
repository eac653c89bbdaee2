using Recs.Training.Data;

namespace Recs.Training.Models.Factors;

/// <summary>
/// Implicit alternating least squares (Hu, Koren &amp; Volinsky 2008) as Rendle, Krichene, Zhang &amp; Koren, Revisiting the performance
/// of iALS (2022), weigh it: L = Σ_(u,i)∈S (⟨w_u, h_i⟩ − 1)² + α₀ Σ_u Σ_i ⟨w_u, h_i⟩² + λ (Σ_u (|S_u| + α₀·|I|)·‖w_u‖² + Σ_i (|S_i| + α₀·|U|)·‖h_i‖²).
/// A row is solved exactly: (Σ_i∈S_u h_i·h_iᵀ + α₀·HᵀH + λ_u·I)·w_u = Σ_i∈S_u h_i, in axes in which HᵀH is diagonal.
/// </summary>
internal static class AlsTrainer
{
    /// <summary>Solves for all users, then all items, as often as the options say.</summary>
    /// <returns>The factors of the items; the users' are folded in when they are needed.</returns>
    public static FactorMatrix Fit(Histories train, AlsOptions options, int threads, IProgress<long>? progress, CancellationToken cancel)
    {
        var users = new FactorMatrix(train.Count, options.Factors);
        var items = new FactorMatrix(train.ItemCount, options.Factors);
        items.Randomise(options.Seed);
        var postings = new Postings(train);
        var rowsOfItems = postings.Rows;
        for (var sweep = 0; sweep < options.Sweeps; sweep++)
        {
            Solve(users, items, train.All, u => train.StartOf(u), options, threads, cancel);
            Solve(items, users, rowsOfItems, postings.StartOf, options, threads, cancel);
            progress?.Report(sweep + 1);
        }

        return items;
    }

    // The others are turned first so that α₀·HᵀH is diagonal; what is solved against them stands in the same turned axes.
    private static void Solve(
        FactorMatrix rows, FactorMatrix others, ReadOnlyMemory<int> entries, Func<int, int> startOf, AlsOptions options, int threads, CancellationToken cancel)
    {
        var diagonal = Rotation.Diagonalise(others, threads, cancel);
        Parallel.For(0, rows.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            () => new RowSolver(rows.Factors, rows.Stride),
            (row, _, system) =>
            {
                var of = entries.Span[startOf(row)..startOf(row + 1)];
                system.Begin(diagonal, (float)options.Unobserved, Diagonal(options, of.Length, others.Rows), of.Length);
                var k = 0;
                for (; k + 4 <= of.Length; k += 4) system.Add(others[of[k]], others[of[k + 1]], others[of[k + 2]], others[of[k + 3]]);
                for (; k < of.Length; k++) system.Add(others[of[k]]);
                if (system.Solve()) system.Solution.CopyTo(rows[row]);
                return system;
            },
            _ => { });
    }

    /// <summary>λ_u, which must not be 0, so that a row of nothing is still solved.</summary>
    internal static float Diagonal(AlsOptions options, double observed, int others) =>
        (float)Math.Max(1e-6, options.Regularisation * (observed + (options.Unobserved * others)));
}
