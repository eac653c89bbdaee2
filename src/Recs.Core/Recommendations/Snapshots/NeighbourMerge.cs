using System.Runtime.InteropServices;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>Adds the lists that partitions keep of one product, in the order given, and keeps the heaviest. Used again and again by one thread.</summary>
internal sealed class NeighbourMerge
{
    private readonly Dictionary<ulong, (uint Count, double Weight)> _sums = [];

    public Neighbours Merge(List<NeighbourList> lists, int most)
    {
        if (lists.Count == 0) return Neighbours.None;
        _sums.Clear();
        var step = lists[0].Step;
        foreach (var list in lists) step = Math.Max(step, list.Step);
        double total = 0;
        foreach (var list in lists) total += Add(list, step);
        return Heaviest(total, step, most);
    }

    private double Add(NeighbourList list, long step)
    {
        var scale = Math.ScaleB(1, new Decay(1, list.Step).ExponentTo(new Decay(1, step)));
        for (var i = 0; i < list.Length; i++)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, list.Keys[i], out _);
            sum = (sum.Count + list.Counts[i], sum.Weight + (list.Weights[i] * scale));
        }

        return list.Total * scale;
    }

    private Neighbours Heaviest(double total, long step, int most)
    {
        var sorted = new (float Weight, ulong Key)[_sums.Count];
        var n = 0;
        foreach (var (key, (_, weight)) in _sums) sorted[n++] = (-(float)weight, key);
        Array.Sort(sorted);
        var kept = Math.Min(most, n);
        var keys = new ulong[kept];
        var counts = new uint[kept];
        var weights = new float[kept];
        for (var i = 0; i < kept; i++)
        {
            keys[i] = sorted[i].Key;
            counts[i] = _sums[keys[i]].Count;
            weights[i] = -sorted[i].Weight;
        }

        return new Neighbours(keys, counts, weights, total, step);
    }
}
