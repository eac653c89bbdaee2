using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recs.Training.Models.Factors;

/// <summary>
/// One symmetric system A·x = b as it is summed up and solved, of one thread. Only the lower triangle of A is kept true: rank-one
/// updates take four vectors at a time, so that each part of A is read and written once for four additions.
/// </summary>
internal sealed class NormalEquations(int factors, int stride)
{
    private readonly float[] _a = new float[factors * stride];
    private readonly float[] _b = new float[stride];

    /// <summary>The right side, and after <see cref="Solve"/> the solution.</summary>
    public Span<float> B => _b;

    public ReadOnlySpan<float> A => _a;

    /// <summary>A = scale · matrix + diagonal · I, b = 0.</summary>
    public void Reset(ReadOnlySpan<float> matrix, float scale, float diagonal)
    {
        TensorPrimitives.Multiply(matrix, scale, _a);
        for (var i = 0; i < factors; i++) _a[(i * stride) + i] += diagonal;
        _b.AsSpan().Clear();
    }

    public void Clear()
    {
        _a.AsSpan().Clear();
        _b.AsSpan().Clear();
    }

    /// <summary>A += x·xᵀ</summary>
    public void Add(ReadOnlySpan<float> x)
    {
        for (var i = 0; i < factors; i++)
        {
            if (x[i] == 0) continue;
            var row = Row(i);
            var vi = new Vector<float>(x[i]);
            var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
            for (var k = 0; k < row.Length; k++) row[k] += vi * xs[k];
        }
    }

    /// <summary>A += w·wᵀ + x·xᵀ + y·yᵀ + z·zᵀ</summary>
    public void Add(ReadOnlySpan<float> w, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        var ws = MemoryMarshal.Cast<float, Vector<float>>(w);
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        var zs = MemoryMarshal.Cast<float, Vector<float>>(z);
        for (var i = 0; i < factors; i++)
        {
            var row = Row(i);
            var (wi, xi, yi, zi) = (new Vector<float>(w[i]), new Vector<float>(x[i]), new Vector<float>(y[i]), new Vector<float>(z[i]));
            for (var k = 0; k < row.Length; k++)
            {
                var sum = Vector.FusedMultiplyAdd(wi, ws[k], row[k]);
                sum = Vector.FusedMultiplyAdd(xi, xs[k], sum);
                sum = Vector.FusedMultiplyAdd(yi, ys[k], sum);
                row[k] = Vector.FusedMultiplyAdd(zi, zs[k], sum);
            }
        }
    }

    /// <summary>Adds a matrix of the same shape.</summary>
    public void AddMatrix(ReadOnlySpan<float> matrix) => TensorPrimitives.Add(_a, matrix, _a);

    /// <summary>b += scale · x</summary>
    public void AddRight(ReadOnlySpan<float> x, float scale) => TensorPrimitives.MultiplyAdd(x, scale, _b, _b);

    /// <summary>
    /// Solves in place by Cholesky: A = L·Lᵀ, then L·y = b and Lᵀ·x = y. A is spoilt, b is the solution.
    /// </summary>
    /// <returns>False where A is not positive definite to the precision at hand; b is then of no use.</returns>
    public bool Solve()
    {
        for (var i = 0; i < factors; i++)
        {
            var row = _a.AsSpan(i * stride, i + 1);
            for (var j = 0; j < i; j++)
            {
                var other = _a.AsSpan(j * stride, j + 1);
                row[j] = (row[j] - TensorPrimitives.Dot(row[..j], other[..j])) / other[j];
            }

            var pivot = row[i] - TensorPrimitives.SumOfSquares(row[..i]);
            if (!(pivot > 0)) return false;
            row[i] = MathF.Sqrt(pivot);
        }

        for (var i = 0; i < factors; i++)
            _b[i] = (_b[i] - TensorPrimitives.Dot(_a.AsSpan(i * stride, i), _b.AsSpan(0, i))) / _a[(i * stride) + i];
        for (var i = factors - 1; i >= 0; i--)
        {
            var x = _b[i] /= _a[(i * stride) + i];
            TensorPrimitives.MultiplyAdd(_a.AsSpan(i * stride, i), -x, _b.AsSpan(0, i), _b.AsSpan(0, i));
        }

        return true;
    }

    // The lower triangle of row i, rounded up to whole registers: what lies above the diagonal is never read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<Vector<float>> Row(int i) =>
        MemoryMarshal.Cast<float, Vector<float>>(_a.AsSpan(i * stride, stride))[..((i / Vector<float>.Count) + 1)];
}
