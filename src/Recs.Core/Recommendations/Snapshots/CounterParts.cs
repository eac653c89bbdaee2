using System.Runtime.InteropServices;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>The counters of a site as the partitions stored them, and which have changed since the last look.</summary>
internal sealed class CounterParts
{
    private readonly Dictionary<(CounterKind Kind, ulong Key), SortedList<int, byte[]>> _parts = [];
    private readonly HashSet<(CounterKind Kind, ulong Key)> _changed = [];

    public void Take(CounterChanges changes)
    {
        foreach (var (partition, counter) in changes.Counters)
        {
            var key = ((CounterKind)counter.Kind, counter.Key);
            ref var parts = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, key, out _);
            parts ??= new SortedList<int, byte[]>(1);
            parts[partition] = counter.Bytes;
            _changed.Add(key);
        }
    }

    /// <summary>The stored bytes of one counter, by partition.</summary>
    public IList<byte[]> Of(CounterKind kind, ulong key) => _parts[(kind, key)].Values;

    public List<(CounterKind Kind, ulong Key)> TakeChanged()
    {
        var changed = _changed.ToList();
        _changed.Clear();
        return changed;
    }
}
