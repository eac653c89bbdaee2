namespace Recs.Training.Models.Factors;

/// <summary>HᵀH: the lower triangle, in rows as long as the factors'.</summary>
internal static class Gramian
{
    // Parts of a fixed size, added in order: the sum is the same for any number of threads.
    private const int Part = 4_096;

    public static float[] Of(FactorMatrix matrix, int threads, CancellationToken cancel)
    {
        var parts = new NormalEquations[(matrix.Rows + Part - 1) / Part];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, p =>
        {
            var sum = parts[p] = new NormalEquations(matrix.Factors, matrix.Stride);
            var (row, end) = (p * Part, Math.Min(matrix.Rows, (p + 1) * Part));
            for (; row + 4 <= end; row += 4) sum.Add(matrix[row], matrix[row + 1], matrix[row + 2], matrix[row + 3]);
            for (; row < end; row++) sum.Add(matrix[row]);
        });
        var total = new NormalEquations(matrix.Factors, matrix.Stride);
        foreach (var part in parts) total.AddMatrix(part.A);
        return total.A.ToArray();
    }
}
