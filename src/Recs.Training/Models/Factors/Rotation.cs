using System.Numerics.Tensors;

namespace Recs.Training.Models.Factors;

/// <summary>
/// Turns factors so that their Gram matrix is diagonal. Products of two sides turned alike do not change, and a system whose dense part is
/// diagonal is solved in as many dimensions as a row has entries, instead of as many as there are factors.
/// </summary>
internal static class Rotation
{
    // Cyclic Jacobi converges quadratically; ten sweeps are more than any matrix of factors needs.
    private const int Sweeps = 30;

    // Relative to the diagonal: what is left beside it is rounding.
    private const double Negligible = 1e-5;

    /// <summary>Turns the rows in place.</summary>
    /// <returns>The diagonal of the Gram matrix of the turned rows.</returns>
    public static float[] Diagonalise(FactorMatrix matrix, int threads, CancellationToken cancel)
    {
        var gram = Symmetric(Gramian.Of(matrix, threads, cancel), matrix);
        if (!IsDiagonal(gram, matrix.Factors))
        {
            Turn(matrix, Eigenvectors(gram, matrix.Factors), threads, cancel);
            gram = Symmetric(Gramian.Of(matrix, threads, cancel), matrix);
        }

        var diagonal = new float[matrix.Stride];
        for (var f = 0; f < matrix.Factors; f++) diagonal[f] = (float)gram[(f * matrix.Factors) + f];
        return diagonal;
    }

    private static double[] Symmetric(float[] lower, FactorMatrix matrix)
    {
        var (n, full) = (matrix.Factors, new double[matrix.Factors * matrix.Factors]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++) full[(i * n) + j] = full[(j * n) + i] = lower[(i * matrix.Stride) + j];
        }

        return full;
    }

    private static bool IsDiagonal(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Math.Abs(a[(i * n) + j]) > Negligible * Math.Sqrt(Math.Abs(a[(i * n) + i] * a[(j * n) + j]))) return false;
            }
        }

        return true;
    }

    /// <summary>Eigenvectors as rows, by cyclic Jacobi rotations (Golub &amp; Van Loan, Matrix computations, 8.5); the matrix is spoilt.</summary>
    internal static double[] Eigenvectors(double[] a, int n)
    {
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++) vectors[(i * n) + i] = 1;
        for (var sweep = 0; sweep < Sweeps && !IsDiagonal(a, n); sweep++)
        {
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++) Rotate(a, vectors, n, p, q);
            }
        }

        return vectors;
    }

    private static void Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        var (app, aqq, apq) = (a[(p * n) + p], a[(q * n) + q], a[(p * n) + q]);
        if (apq == 0 || Math.Abs(apq) < 1e-12 * Math.Sqrt(Math.Abs(app * aqq))) return;
        var theta = (aqq - app) / (2 * apq);
        var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        RotateRows(a.AsSpan(p * n, n), a.AsSpan(q * n, n), c, s);
        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[(k * n) + p], a[(k * n) + q]);
            a[(k * n) + p] = (c * x) - (s * y);
            a[(k * n) + q] = (s * x) + (c * y);
        }

        RotateRows(vectors.AsSpan(p * n, n), vectors.AsSpan(q * n, n), c, s);
    }

    private static void RotateRows(Span<double> x, Span<double> y, double c, double s)
    {
        for (var k = 0; k < x.Length; k++)
        {
            var (old, other) = (x[k], y[k]);
            x[k] = (c * old) - (s * other);
            y[k] = (s * old) + (c * other);
        }
    }

    private static void Turn(FactorMatrix matrix, double[] vectors, int threads, CancellationToken cancel)
    {
        var axes = new FactorMatrix(matrix.Factors, matrix.Factors);
        for (var f = 0; f < matrix.Factors; f++)
        {
            for (var k = 0; k < matrix.Factors; k++) axes[f][k] = (float)vectors[(f * matrix.Factors) + k];
        }

        Parallel.For(0, matrix.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, () => new float[matrix.Stride], (row, _, old) =>
        {
            var values = matrix[row];
            values.CopyTo(old);
            for (var f = 0; f < axes.Factors; f++) values[f] = TensorPrimitives.Dot<float>(axes[f], old);
            return old;
        }, _ => { });
    }
}
