namespace Recs.Core.Recommendations.Snapshots;

/// <summary>The products met together with one product, over all partitions; heaviest first, ties by key. Immutable.</summary>
public sealed class Neighbours
{
    public static readonly Neighbours None = new([], [], [], 0, 0);

    private readonly ulong[] _keys;
    private readonly uint[] _counts;
    private readonly float[] _weights;

    internal Neighbours(ulong[] keys, uint[] counts, float[] weights, double total, long step)
    {
        _keys = keys;
        _counts = counts;
        _weights = weights;
        Total = total;
        Step = step;
    }

    public ReadOnlySpan<ulong> Keys => _keys;

    /// <summary>Sessions or baskets with both, per key.</summary>
    public ReadOnlySpan<uint> Counts => _counts;

    /// <summary>Decayed weights under the reference <see cref="Step"/>, per key.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The weight of all neighbours, evicted ones included, under the same reference.</summary>
    public double Total { get; }

    public long Step { get; }

    /// <summary>Sessions or baskets with both; 0 where the other is not among the neighbours kept.</summary>
    public uint CountOf(ulong key)
    {
        var at = _keys.AsSpan().IndexOf(key);
        return at < 0 ? 0 : _counts[at];
    }
}
