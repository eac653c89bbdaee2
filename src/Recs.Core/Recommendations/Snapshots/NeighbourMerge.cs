using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>Adds the lists that partitions keep of one product, in the order given, and keeps the heaviest.</summary>
internal sealed class NeighbourMerge
{
    // A merge needs a table of some thousand entries; few are under way at a time.
    private static readonly ConcurrentBag<NeighbourMerge> Pool = [];

    private readonly Dictionary<ulong, (uint Count, double Weight)> _sums = [];

    /// <summary>The weight of everything ever added to the lists, and the reference of its decay: the newest of theirs.</summary>
    public static (double Total, long Step) Sum(IReadOnlyList<byte[]> lists, CounterKind kind)
    {
        var step = long.MinValue;
        foreach (var list in lists)
        {
            NeighbourList.Open(list, kind, out var head);
            step = Math.Max(step, head.Step);
        }

        double total = 0;
        foreach (var list in lists)
        {
            NeighbourList.Open(list, kind, out var head);
            total += head.Total * Scale(head.Step, step);
        }

        return (total, step);
    }

    /// <param name="lists">As stored.</param>
    /// <param name="kind">What they count.</param>
    /// <param name="step">Weights are given under this reference of the decay.</param>
    /// <param name="most">How many to keep.</param>
    public static MergedNeighbours Merge(IReadOnlyList<byte[]> lists, CounterKind kind, long step, int most)
    {
        if (!Pool.TryTake(out var merge)) merge = new NeighbourMerge();
        merge._sums.Clear();
        foreach (var list in lists) merge.Add(list, kind, step);
        var merged = merge.Heaviest(most);
        Pool.Add(merge);
        return merged;
    }

    private void Add(byte[] list, CounterKind kind, long step)
    {
        var d = NeighbourList.Open(list, kind, out var head);
        var scale = Scale(head.Step, step);
        for (var i = 0; i < head.Length; i++)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, d.Fixed64(), out _);
            sum = (sum.Count + (uint)d.Varint(), sum.Weight + (d.Single() * scale));
        }
    }

    private MergedNeighbours Heaviest(int most)
    {
        var sorted = new (float Weight, ulong Key)[_sums.Count];
        var n = 0;
        foreach (var (key, (_, weight)) in _sums) sorted[n++] = (-(float)weight, key);
        Array.Sort(sorted);
        var kept = Math.Min(most, n);
        var merged = new MergedNeighbours(new ulong[kept], new uint[kept], new float[kept]);
        for (var i = 0; i < kept; i++)
        {
            merged.Keys[i] = sorted[i].Key;
            merged.Counts[i] = _sums[sorted[i].Key].Count;
            merged.Weights[i] = -sorted[i].Weight;
        }

        return merged;
    }

    private static double Scale(long from, long to) => Math.ScaleB(1, new Decay(1, from).ExponentTo(new Decay(1, to)));
}
