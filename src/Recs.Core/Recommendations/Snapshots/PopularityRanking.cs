namespace Recs.Core.Recommendations.Snapshots;

/// <summary>Items by their slowly decaying weight, heaviest first, ties by number. All weights fade alike, so the order holds at any time.</summary>
public sealed class PopularityRanking
{
    internal static readonly PopularityRanking Empty = new([], []);

    private readonly double[] _logs;
    private readonly int[] _order;

    private PopularityRanking(double[] logs, int[] order)
    {
        _logs = logs;
        _order = order;
    }

    /// <summary>The items with any weight.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>The weight as a share of the heaviest item's, 0 to 1.</summary>
    public double Share(int item) => _order.Length == 0 ? 0 : double.Exp2(_logs[item] - _logs[_order[0]]);

    internal static PopularityRanking Of(ItemLive?[] items)
    {
        var logs = new double[items.Length];
        var order = new List<int>();
        for (var i = 0; i < items.Length; i++)
        {
            logs[i] = Log(items[i]);
            if (!double.IsNegativeInfinity(logs[i])) order.Add(i);
        }

        order.Sort(new Heavier(logs));
        return new PopularityRanking(logs, [.. order]);
    }

    /// <summary>The ranking after some items have changed: those are sorted and merged with the rest.</summary>
    internal PopularityRanking With(ItemLive?[] items, List<int> changed)
    {
        if (changed.Count == 0) return this;
        var logs = _logs.AsSpan().ToArray();
        var moved = new bool[items.Length];
        var fresh = new List<int>(changed.Count);
        foreach (var i in changed)
        {
            logs[i] = Log(items[i]);
            if (moved[i] || double.IsNegativeInfinity(logs[i])) continue;
            moved[i] = true;
            fresh.Add(i);
        }

        var heavier = new Heavier(logs);
        fresh.Sort(heavier);
        return new PopularityRanking(logs, Merge(fresh, moved, heavier));
    }

    private int[] Merge(List<int> fresh, bool[] moved, Heavier heavier)
    {
        var merged = new List<int>(_order.Length + fresh.Count);
        var next = 0;
        foreach (var item in _order)
        {
            if (moved[item]) continue;
            while (next < fresh.Count && heavier.Compare(fresh[next], item) < 0) merged.Add(fresh[next++]);
            merged.Add(item);
        }

        while (next < fresh.Count) merged.Add(fresh[next++]);
        return [.. merged];
    }

    private static double Log(ItemLive? live) => live?.Counts.Slow.Log2 ?? double.NegativeInfinity;

    private sealed class Heavier(double[] logs) : IComparer<int>
    {
        public int Compare(int a, int b)
        {
            var c = logs[b].CompareTo(logs[a]);
            return c != 0 ? c : a.CompareTo(b);
        }
    }
}
