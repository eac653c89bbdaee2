namespace Recs.Core.Visitors;

/// <summary>
/// Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009): a weight w at time t is kept as
/// w · 2^((t − reference) / halfLife), so weights only ever add up and their order does not matter. The reference moves in
/// steps of 64 half-lives; a step multiplies by a power of two, which is exact.
/// </summary>
public readonly record struct Decay(long HalfLifeMilliseconds, long Step)
{
    private const int HalfLivesPerStep = 64;

    // Of the 52 bits of a mantissa 20 are kept, an error under 5e-7.
    private const int DroppedBits = 32;

    /// <summary>The reference a time falls under.</summary>
    public static Decay At(Instant time, TimeSpan halfLife)
    {
        var h = (long)halfLife.TotalMilliseconds;
        return new Decay(h, FloorDivide(time.UnixMilliseconds, h * HalfLivesPerStep));
    }

    /// <summary>What a weight of 1 at <paramref name="time"/> counts for.</summary>
    public double Factor(Instant time) =>
        double.Exp2((double)(time.UnixMilliseconds - (Step * HalfLifeMilliseconds * HalfLivesPerStep)) / HalfLifeMilliseconds);

    /// <summary>What a kept weight is worth at <paramref name="time"/>.</summary>
    public double Value(double kept, Instant time) => kept / Factor(time);

    /// <summary>As <see cref="Factor"/>, to 20 bits: the unit of the weights in a visitor's state, whose sums so are short to write and mostly exact.</summary>
    public double ShortFactor(Instant time) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(Factor(time)) + (1L << (DroppedBits - 1))) >> DroppedBits << DroppedBits);

    /// <summary>What a weight in a visitor's state is worth at <paramref name="time"/>.</summary>
    public double ShortValue(double kept, Instant time) => kept / ShortFactor(time);

    /// <summary>By which power of two weights kept under this reference are multiplied to stand under a later one.</summary>
    public int ExponentTo(Decay later) => (int)Math.Max(-2000, (Step - later.Step) * HalfLivesPerStep);

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}
