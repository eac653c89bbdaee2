namespace Recs.Simulation;

/// <summary>
/// A stream of random numbers that is part of what a seed means: <see cref="Random"/> does not promise the same numbers in
/// another version of .NET. SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014).
/// Each shopper has a stream of its own, so what one does changes nothing for another.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>The stream number <paramref name="index"/> of a named part of a seed.</summary>
    public static Chance Of(int seed, ulong part, int index = 0) => new(Mix(Mix((uint)seed + (part * Step)) + ((ulong)(uint)index * Step)));

    /// <summary>From 0 to below 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)Math.BigMul(Bits(), (ulong)end, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Happens(double probability) => Next() < probability;

    /// <summary>Normally distributed (Box and Muller 1958).</summary>
    public double Normal(double mean = 0, double deviation = 1) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next()));

    /// <summary>Log-normally distributed: half of the draws are below the median.</summary>
    public double LogNormal(double median, double deviation) => median * Math.Exp(Normal(0, deviation));

    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>A place, each as likely as its weight; -1 where all weights are 0.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var sum = 0d;
        foreach (var w in weights) sum += w;
        if (!(sum > 0)) return -1;
        var left = Next() * sum;
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }

        return weights.LastIndexOfAnyExcept(0);
    }

    private ulong Bits()
    {
        _state += Step;
        return Mix(_state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
