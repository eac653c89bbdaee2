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
    private const int Panel = 4;

    private readonly float[] _a = new float[factors * stride];
    private readonly float[] _b = new float[stride];
    private readonly float[] _panel = new float[Panel * stride];

    /// <summary>The right side, and after <see cref="Solve"/> the solution.</summary>
    public Span<float> B => _b;

    public ReadOnlySpan<float> A => _a;

    /// <summary>A = diag(d), b = 0.</summary>
    public void ResetDiagonal(ReadOnlySpan<float> d)
    {
        _a.AsSpan().Clear();
        for (var i = 0; i < factors; i++) _a[(i * stride) + i] = d[i];
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
    public void Add(ReadOnlySpan<float> w, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z) =>
        RankFour.Add(_a, stride, 0, factors, w, x, y, z, sign: 1);

    /// <summary>Adds a matrix of the same shape.</summary>
    public void AddMatrix(ReadOnlySpan<float> matrix) => TensorPrimitives.Add(_a, matrix, _a);

    /// <summary>b += scale · x</summary>
    public void AddRight(ReadOnlySpan<float> x, float scale) => TensorPrimitives.MultiplyAdd(x, scale, _b, _b);

    /// <summary>
    /// Solves in place by Cholesky: A = L·Lᵀ, then L·y = b and Lᵀ·x = y. A is spoilt, b is the solution. Four columns at a time: they are
    /// finished row by row, then taken from all columns right of them as one update.
    /// </summary>
    /// <returns>False where A is not positive definite to the precision at hand; b is then of no use.</returns>
    public bool Solve()
    {
        for (var first = 0; first < factors; first += Panel)
        {
            if (!FinishColumns(first)) return false;
            RankFour.Add(_a, stride, Math.Min(factors, first + Panel), factors, _panel, sign: -1);
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

    // Columns first to first + 3 of L, in A and, as rows, in the panel: L_ic = (A_ic − Σ_c'<c L_ic'·L_cc') ÷ L_cc.
    private bool FinishColumns(int first)
    {
        _panel.AsSpan().Clear();
        var end = Math.Min(factors, first + Panel);
        for (var i = first; i < factors; i++)
        {
            var row = _a.AsSpan(i * stride, stride);
            for (var c = first; c < end && c <= i; c++)
            {
                var sum = row[c];
                var pivotRow = _a.AsSpan(c * stride, stride);
                for (var k = first; k < c; k++) sum -= row[k] * pivotRow[k];
                if (c < i)
                {
                    row[c] = sum / pivotRow[c];
                    if (i >= end) _panel[((c - first) * stride) + i] = row[c];
                    continue;
                }

                if (!(sum > 0)) return false;
                row[c] = MathF.Sqrt(sum);
            }
        }

        return true;
    }

    // The lower triangle of row i, rounded up to whole registers: what lies above the diagonal is never read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<Vector<float>> Row(int i) =>
        MemoryMarshal.Cast<float, Vector<float>>(_a.AsSpan(i * stride, stride))[..((i / Vector<float>.Count) + 1)];
}
