using Recs.Training.Data;

namespace Recs.Training.Models.Factors;

/// <summary>
/// Implicit alternating least squares (Hu, Koren &amp; Volinsky 2008) as Rendle, Krichene, Zhang &amp; Koren, Revisiting the performance
/// of iALS (2022), weigh it: L = Σ_(u,i)∈S (⟨w_u, h_i⟩ − 1)² + α₀ Σ_u Σ_i ⟨w_u, h_i⟩² + λ (Σ_u (|S_u| + α₀·|I|)·‖w_u‖² + Σ_i (|S_i| + α₀·|U|)·‖h_i‖²).
/// A row is solved exactly: (Σ_i∈S_u h_i·h_iᵀ + α₀·HᵀH + λ_u·I)·w_u = Σ_i∈S_u h_i.
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
        for (var sweep = 0; sweep < options.Sweeps; sweep++)
        {
            Solve(users, items, u => train.LengthOf(u), (u, k) => train[u][k], options, threads, cancel);
            Solve(items, users, i => postings.Of(i).Length, (i, k) => postings.Of(i)[k].Row, options, threads, cancel);
            progress?.Report(sweep + 1);
        }

        return items;
    }

    private static void Solve(
        FactorMatrix rows, FactorMatrix others, Func<int, int> lengthOf, Func<int, int, int> other, AlsOptions options, int threads, CancellationToken cancel)
    {
        var gram = Gramian.Of(others, threads, cancel);
        Parallel.For(0, rows.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            () => new NormalEquations(rows.Factors, rows.Stride),
            (row, _, system) =>
            {
                var length = lengthOf(row);
                system.Reset(gram, (float)options.Unobserved, Diagonal(options, length, others.Rows));
                var k = 0;
                for (; k + 4 <= length; k += 4)
                    system.Add(others[other(row, k)], others[other(row, k + 1)], others[other(row, k + 2)], others[other(row, k + 3)]);
                for (; k < length; k++) system.Add(others[other(row, k)]);
                for (k = 0; k < length; k++) system.AddRight(others[other(row, k)], 1);
                if (system.Solve()) system.B.CopyTo(rows[row]);
                return system;
            },
            _ => { });
    }

    /// <summary>λ_u, which must not be 0, so that a row of nothing is still solved.</summary>
    internal static float Diagonal(AlsOptions options, double observed, int others) =>
        (float)Math.Max(1e-6, options.Regularisation * (observed + (options.Unobserved * others)));
}
