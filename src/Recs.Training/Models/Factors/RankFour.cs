using System.Numerics;
using System.Runtime.InteropServices;

namespace Recs.Training.Models.Factors;

/// <summary>
/// A += s · (p₀·p₀ᵀ + p₁·p₁ᵀ + p₂·p₂ᵀ + p₃·p₃ᵀ) on the lower triangle: the kernel of the symmetric sums and of Cholesky. Two rows are worked at once, so
/// that a register of the vectors is read once for eight multiply-adds; what a row gets right of the diagonal is never read.
/// </summary>
internal static class RankFour
{
    /// <param name="a">The matrix, row after row.</param>
    /// <param name="stride">The length of its rows, a multiple of a register.</param>
    /// <param name="first">The first row and column that change. The vectors must be 0 in the register it stands in, left of it.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="vectors">p₀ to p₃, each as long as a row, one after the other.</param>
    /// <param name="sign">s: 1 or −1.</param>
    public static void Add(Span<float> a, int stride, int first, int rows, ReadOnlySpan<float> vectors, float sign) => Add(
        a, stride, first, rows, vectors[..stride], vectors.Slice(stride, stride), vectors.Slice(2 * stride, stride), vectors.Slice(3 * stride, stride), sign);

    /// <inheritdoc cref="Add(Span{float}, int, int, int, ReadOnlySpan{float}, float)" />
    public static void Add(
        Span<float> a, int stride, int first, int rows, ReadOnlySpan<float> p0, ReadOnlySpan<float> p1, ReadOnlySpan<float> p2, ReadOnlySpan<float> p3, float sign)
    {
        // The loads below are not checked, so this is: every index is below rows × stride or below stride.
        if (a.Length < rows * stride || p0.Length < stride || p1.Length < stride || p2.Length < stride || p3.Length < stride || first < 0)
            throw new ArgumentException("The matrix or a vector is shorter than its rows.");
        ref var matrix = ref MemoryMarshal.GetReference(a);
        ref var v0 = ref MemoryMarshal.GetReference(p0);
        ref var v1 = ref MemoryMarshal.GetReference(p1);
        ref var v2 = ref MemoryMarshal.GetReference(p2);
        ref var v3 = ref MemoryMarshal.GetReference(p3);
        var open = first / Vector<float>.Count * Vector<float>.Count;
        var i = first;
        for (; i + 1 < rows; i += 2)
        {
            var (a0, a1, a2, a3) = (new Vector<float>(sign * p0[i]), new Vector<float>(sign * p1[i]), new Vector<float>(sign * p2[i]), new Vector<float>(sign * p3[i]));
            var (b0, b1, b2, b3) = (new Vector<float>(sign * p0[i + 1]), new Vector<float>(sign * p1[i + 1]), new Vector<float>(sign * p2[i + 1]), new Vector<float>(sign * p3[i + 1]));
            var (upper, lower) = ((nuint)(i * stride), (nuint)((i + 1) * stride));
            for (var k = (nuint)open; k <= (nuint)(i + 1); k += (nuint)Vector<float>.Count)
            {
                var (x0, x1) = (Vector.LoadUnsafe(ref v0, k), Vector.LoadUnsafe(ref v1, k));
                var (x2, x3) = (Vector.LoadUnsafe(ref v2, k), Vector.LoadUnsafe(ref v3, k));
                var s = Vector.FusedMultiplyAdd(a0, x0, Vector.LoadUnsafe(ref matrix, upper + k));
                var t = Vector.FusedMultiplyAdd(b0, x0, Vector.LoadUnsafe(ref matrix, lower + k));
                s = Vector.FusedMultiplyAdd(a1, x1, s);
                t = Vector.FusedMultiplyAdd(b1, x1, t);
                s = Vector.FusedMultiplyAdd(a2, x2, s);
                t = Vector.FusedMultiplyAdd(b2, x2, t);
                Vector.FusedMultiplyAdd(a3, x3, s).StoreUnsafe(ref matrix, upper + k);
                Vector.FusedMultiplyAdd(b3, x3, t).StoreUnsafe(ref matrix, lower + k);
            }
        }

        if (i >= rows) return;
        for (var k = open; k <= i; k += Vector<float>.Count)
        {
            var at = (nuint)((i * stride) + k);
            var s = Vector.FusedMultiplyAdd(new Vector<float>(sign * p0[i]), Vector.LoadUnsafe(ref v0, (nuint)k), Vector.LoadUnsafe(ref matrix, at));
            s = Vector.FusedMultiplyAdd(new Vector<float>(sign * p1[i]), Vector.LoadUnsafe(ref v1, (nuint)k), s);
            s = Vector.FusedMultiplyAdd(new Vector<float>(sign * p2[i]), Vector.LoadUnsafe(ref v2, (nuint)k), s);
            Vector.FusedMultiplyAdd(new Vector<float>(sign * p3[i]), Vector.LoadUnsafe(ref v3, (nuint)k), s).StoreUnsafe(ref matrix, at);
        }
    }
}
