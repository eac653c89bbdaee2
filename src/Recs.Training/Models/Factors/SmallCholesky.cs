using System.Numerics.Tensors;

namespace Recs.Training.Models.Factors;

/// <summary>A·x = b for small symmetric positive definite A, by A = L·Lᵀ, in place.</summary>
internal static class SmallCholesky
{
    /// <param name="a">The lower triangle, row after row; spoilt.</param>
    /// <param name="b">The right side; afterwards the solution.</param>
    /// <param name="n">How many rows.</param>
    /// <returns>False where A is not positive definite.</returns>
    public static bool Solve(Span<float> a, Span<float> b, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, n);
            for (var j = 0; j < i; j++) row[j] = (row[j] - TensorPrimitives.Dot<float>(row[..j], a.Slice(j * n, j))) / a[(j * n) + j];
            var pivot = row[i] - TensorPrimitives.Dot<float>(row[..i], row[..i]);
            if (!(pivot > 0)) return false;
            row[i] = MathF.Sqrt(pivot);
            b[i] = (b[i] - TensorPrimitives.Dot<float>(row[..i], b[..i])) / row[i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var x = b[i] /= a[(i * n) + i];
            TensorPrimitives.MultiplyAdd(a.Slice(i * n, i), -x, b[..i], b[..i]);
        }

        return true;
    }
}
