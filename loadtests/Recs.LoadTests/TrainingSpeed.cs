using System.Diagnostics;
using System.Numerics;
using Recs.Training.Data;
using Recs.Training.Models.Factors;

namespace Recs.LoadTests;

/// <summary>Seconds a sweep of the factor model, beside what the machine can do at most.</summary>
internal static class TrainingSpeed
{
    private const int Factors = 64;
    private const int Sweeps = 3;

    public static void Run(int users, int items, int length)
    {
        var threads = Environment.ProcessorCount;
        var train = Generate(users, items, length);
        var peak = Peak(threads);
        var times = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            var started = Stopwatch.GetTimestamp();
            AlsModel.Fit(train, new AlsOptions { Factors = Factors, Sweeps = Sweeps }, threads);
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds / Sweeps);
        }

        var seconds = times.Min();
        var (dense, done) = (Operations(train), OperationsDone(train));
        Console.WriteLine($"{users:N0} users, {items:N0} items, {train.Interactions:N0} interactions, {Factors} factors, {threads} threads");
        Console.WriteLine($"{seconds:0.000} s a sweep; {peak / 1e9:0.0} GFLOP/s at most");
        Console.WriteLine($"{dense / seconds / peak:0.00} of that by the operations of the dense equations, {done / seconds / peak:0.00} by those really done");
        Console.WriteLine($"a fold-in of 10 items {FoldIn(10):0.0} µs, of 50 items {FoldIn(50):0.0} µs, on one core");
    }

    // What is solved in n dimensions instead: G·Gᵀ, its Cholesky, and the sums; and the turn of the axes.
    private static double OperationsDone(Histories train)
    {
        const double d = Factors;
        var total = 3 * d * d * (train.Count + train.ItemCount);
        var lengths = Enumerable.Range(0, train.Count).Select(train.LengthOf).Concat(train.ItemCounts());
        return total + lengths.Sum(n => n < Factors ? (n * (n + 1.0) * d) + (n * (double)n * n / 3) + (4 * n * d) : (n * d * (d + 1)) + (d * d * d / 3) + (2 * d * d));
    }

    // Microseconds; the catalogue is no larger than the history, so that nearly all of it is the fold-in.
    private static double FoldIn(int items)
    {
        const int times = 20_000;
        var factors = new FactorMatrix(items, Factors);
        factors.Randomise(seed: 1);
        var scorer = AlsModel.Of(factors, new AlsOptions { Recency = 0.95 }).CreateScorer();
        var (history, scores) = (Enumerable.Range(0, items).ToArray(), new float[items]);
        var best = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++) scorer.Score(history, scores);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / times);
        }

        return best;
    }

    // Symmetric updates, Cholesky and both triangular solves of every row, and the two products HᵀH.
    private static double Operations(Histories train)
    {
        const double d = Factors;
        var rows = train.Count + train.ItemCount;
        return (2.0 * train.Interactions * d * (d + 1)) + (rows * ((d * d * d / 3) + (2 * d * d) + (d * (d + 1))));
    }

    private static Histories Generate(int users, int items, int length)
    {
        var random = new Random(1);
        var starts = new int[users + 1];
        var all = new int[users * length];
        for (var u = 0; u < users; u++) starts[u + 1] = starts[u] + length;
        for (var k = 0; k < all.Length; k++) all[k] = (int)(items * Math.Pow(random.NextDouble(), 2));
        return new Histories(starts, all, items);
    }

    // Independent chains of fused multiply-adds on all cores, in registers: no memory.
    private static double Peak(int threads)
    {
        const int rounds = 40_000_000;
        var best = 0.0;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Chains(rounds));
            best = Math.Max(best, 8.0 * 2 * Vector<float>.Count * rounds * threads / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return best;
    }

    private static float Chains(int rounds)
    {
        var (x, y) = (new Vector<float>(0.999f), new Vector<float>(1e-6f));
        var (a, b, c, d, e, f, g, h) = (x, x, x, x, x, x, x, x);
        for (var i = 0; i < rounds; i++)
        {
            a = Vector.FusedMultiplyAdd(a, x, y);
            b = Vector.FusedMultiplyAdd(b, x, y);
            c = Vector.FusedMultiplyAdd(c, x, y);
            d = Vector.FusedMultiplyAdd(d, x, y);
            e = Vector.FusedMultiplyAdd(e, x, y);
            f = Vector.FusedMultiplyAdd(f, x, y);
            g = Vector.FusedMultiplyAdd(g, x, y);
            h = Vector.FusedMultiplyAdd(h, x, y);
        }

        return Vector.Sum(a + b + c + d + e + f + g + h);
    }
}
