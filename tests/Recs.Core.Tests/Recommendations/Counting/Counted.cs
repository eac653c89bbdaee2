using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Recommendations.Counting;

/// <summary>A fold with everything it has handed out, read back as a store would.</summary>
internal sealed class Counted(CountingOptions? options = null)
{
    private readonly SortedDictionary<(string Site, byte Kind, ulong Key), byte[]> _stored = [];

    public PartitionCounts Counts { get; private set; } = new(options ?? CountingOptions.Default);

    public Counted Apply(params AppliedEvent[] events)
    {
        foreach (var e in events) Counts.Apply(SiteId.Default, e);
        return this;
    }

    public IReadOnlyList<StoredCounter> Commit()
    {
        var changed = Counts.TakeChanged();
        foreach (var c in changed) _stored[(c.Site.Value, c.Kind, c.Key)] = c.Bytes;
        return changed;
    }

    /// <summary>A new owner goes on from what is stored.</summary>
    public void Restart()
    {
        Commit();
        Counts = new PartitionCounts(options ?? CountingOptions.Default);
        foreach (var ((site, kind, key), bytes) in _stored) Counts.Load(new StoredCounter(new SiteId(site), kind, key, bytes));
    }

    /// <summary>Everything stored, as text that tests compare.</summary>
    public string Bytes()
    {
        Commit();
        return string.Join('\n', _stored.Select(e => $"{e.Key} {Convert.ToHexString(e.Value)}"));
    }

    public ItemCounts Item(string item) => ItemCounts.Read(Stored(CounterKind.Item, Given.Hash(item)));

    public SiteTotals Totals() => SiteTotals.Read(Stored(CounterKind.Site, 0));

    public NeighbourList Neighbours(CounterKind kind, string item) => NeighbourList.Read(Stored(kind, Given.Hash(item)), kind);

    public (uint Count, float Weight) Pair(CounterKind kind, string item, string other)
    {
        var list = Neighbours(kind, item);
        var at = list.Keys.IndexOf(Given.Hash(other));
        return at < 0 ? (0, 0) : (list.Counts[at], list.Weights[at]);
    }

    public bool Has(CounterKind kind, string item)
    {
        Commit();
        return _stored.ContainsKey((SiteId.Default.Value, (byte)kind, Given.Hash(item)));
    }

    private byte[] Stored(CounterKind kind, ulong key)
    {
        Commit();
        return _stored[(SiteId.Default.Value, (byte)kind, key)];
    }
}
