using Recs.Core.Serialization;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Counting;

/// <summary>Which counters of a partition have changed since they were last taken, each once, in the order of their first change.</summary>
internal sealed class ChangedCounters
{
    private readonly HashSet<(SiteCounts Site, CounterKind Kind, ulong Key)> _known = [];
    private readonly List<(SiteCounts Site, CounterKind Kind, ulong Key)> _inOrder = [];
    private readonly BinaryEncoder _encoder = new(4096);

    public void Add(SiteCounts site, CounterKind kind, ulong key)
    {
        if (_known.Add((site, kind, key))) _inOrder.Add((site, kind, key));
    }

    public IReadOnlyList<StoredCounter> Take()
    {
        var taken = new StoredCounter[_inOrder.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            var (site, kind, key) = _inOrder[i];
            _encoder.Clear();
            site.Write(kind, key, _encoder);
            taken[i] = new StoredCounter(site.Site, (byte)kind, key, _encoder.ToArray());
        }

        _inOrder.Clear();
        _known.Clear();
        return taken;
    }
}
