using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>
/// The products met together with one product, over all partitions; heaviest first, ties by key. Immutable. The partitions'
/// lists are added up when somebody first looks: every view changes many lists, and most of them change again before anybody
/// asks for them.
/// </summary>
public sealed class Neighbours
{
    public static readonly Neighbours None = new([], default, 0);

    private readonly CounterKind _kind;
    private readonly int _most;

    // The stored lists (byte[][]), then what they come to. Two threads that look first at the same time make the same of them.
    private object _held;

    /// <param name="lists">As stored, by partition; none may be changed any more.</param>
    /// <param name="kind">What they count.</param>
    /// <param name="most">How many neighbours to keep.</param>
    /// <exception cref="StoredFormatException">A list is of a version this build does not read.</exception>
    internal Neighbours(byte[][] lists, CounterKind kind, int most)
    {
        (_held, _kind, _most) = (lists, kind, most);
        if (lists.Length > 0) (Total, Step) = NeighbourMerge.Sum(lists, kind);
    }

    public ReadOnlySpan<ulong> Keys => Merged().Keys;

    /// <summary>Sessions or baskets with both, per key.</summary>
    public ReadOnlySpan<uint> Counts => Merged().Counts;

    /// <summary>Decayed weights under the reference <see cref="Step"/>, per key.</summary>
    public ReadOnlySpan<float> Weights => Merged().Weights;

    /// <summary>The weight of all neighbours, evicted ones included, under the same reference.</summary>
    public double Total { get; }

    public long Step { get; }

    /// <summary>Sessions or baskets with both; 0 where the other is not among the neighbours kept.</summary>
    public uint CountOf(ulong key)
    {
        var merged = Merged();
        var at = merged.Keys.AsSpan().IndexOf(key);
        return at < 0 ? 0 : merged.Counts[at];
    }

    /// <summary>The decayed weight under the reference <see cref="Step"/>; 0 where the other is not among the neighbours kept.</summary>
    public float WeightOf(ulong key)
    {
        var merged = Merged();
        var at = merged.Keys.AsSpan().IndexOf(key);
        return at < 0 ? 0 : merged.Weights[at];
    }

    /// <summary>Adds the lists up now. For those of which an answer looks at hundreds.</summary>
    internal Neighbours AddUp()
    {
        Merged();
        return this;
    }

    private MergedNeighbours Merged()
    {
        var held = Volatile.Read(ref _held);
        if (held is MergedNeighbours known) return known;
        var merged = NeighbourMerge.Merge((byte[][])held, _kind, Step, _most);
        Volatile.Write(ref _held, merged);
        return merged;
    }
}
