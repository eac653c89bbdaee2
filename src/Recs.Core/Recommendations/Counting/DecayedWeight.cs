using Recs.Core.Serialization;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Counting;

/// <summary>
/// A sum of weights that fade with a half-life, kept by forward decay (see <see cref="Decay"/>): additions commute up to
/// rounding, late events included. The half-life is the caller's, the same in every call.
/// </summary>
public struct DecayedWeight
{
    private double _kept;
    private long _step;

    public readonly bool IsZero => _kept == 0;

    public void Add(double weight, Instant time, TimeSpan halfLife)
    {
        Raise(Decay.At(time, halfLife));
        _kept += weight * new Decay((long)halfLife.TotalMilliseconds, _step).Factor(time);
    }

    /// <summary>Adds another sum kept with the same half-life.</summary>
    public void Add(DecayedWeight other, TimeSpan halfLife)
    {
        if (other.IsZero) return;
        var h = (long)halfLife.TotalMilliseconds;
        Raise(new Decay(h, other._step));
        _kept += Math.ScaleB(other._kept, new Decay(h, other._step).ExponentTo(new Decay(h, _step)));
    }

    /// <summary>What the sum is worth at a time.</summary>
    public readonly double At(Instant time, TimeSpan halfLife) =>
        IsZero ? 0 : new Decay((long)halfLife.TotalMilliseconds, _step).Value(_kept, time);

    /// <summary>
    /// The binary logarithm of the sum as of the epoch: orders sums of one half-life, and the difference of two is the
    /// logarithm of their ratio, at any time. Negative infinity for an empty sum.
    /// </summary>
    public readonly double Log2 => IsZero ? double.NegativeInfinity : Math.Log2(_kept) + new Decay(1, _step).ExponentTo(new Decay(1, 0));

    private void Raise(Decay to)
    {
        if (IsZero)
        {
            _step = to.Step;
        }
        else if (to.Step > _step)
        {
            _kept = Math.ScaleB(_kept, (to with { Step = _step }).ExponentTo(to));
            _step = to.Step;
        }
    }

    internal readonly void Write(BinaryEncoder e)
    {
        e.Double(_kept);
        if (!IsZero) e.Signed(_step);
    }

    internal static DecayedWeight Read(ref BinaryDecoder d)
    {
        var kept = d.Double();
        return new DecayedWeight { _kept = kept, _step = kept == 0 ? 0 : d.Signed() };
    }
}
