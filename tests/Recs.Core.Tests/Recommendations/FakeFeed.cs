using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Recommendations;

/// <summary>A store with only what snapshots read: counters by partition, catalogue and sightings, each with versions.</summary>
internal sealed class FakeFeed : IVisitorReader, ICatalogStore
{
    private readonly List<(long Version, int Partition, StoredCounter Counter)> _counters = [];
    private readonly List<(long Version, CatalogItem Item)> _items = [];
    private readonly List<(long Version, ItemLine Line)> _seen = [];
    private long _version;

    public bool Down { get; set; }

    public int CountersRead { get; private set; }

    public void Store(int partition, IEnumerable<StoredCounter> counters)
    {
        _version++;
        foreach (var counter in counters) _counters.Add((_version, partition, counter));
    }

    public void Put(CatalogItem item) => _items.Add((++_version, item));

    public void See(ItemLine line) => _seen.Add((++_version, line));

    public ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel)
    {
        if (Down) throw new StoreUnavailableException("The store is down.", new IOException());
        var changed = _counters.Where(c => c.Version > afterVersion && c.Counter.Site == site)
            .GroupBy(c => (c.Partition, c.Counter.Kind, c.Counter.Key)).Select(g => g.Last()).Select(c => (c.Partition, c.Counter)).ToList();
        CountersRead += changed.Count;
        return new(new CounterChanges(_version, changed));
    }

    public ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        new(new SightingChanges(_version, [.. _seen.Where(s => s.Version > afterVersion).Select(s => s.Line)]));

    public ValueTask<CatalogChanges> ReadChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        new(new CatalogChanges(_version, [.. _items.Where(i => i.Version > afterVersion).Select(i => i.Item)]));

    public Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>Answers for the heads of partitions; null: nobody asks for them.</summary>
    public Func<int, Task<PartitionHead>>? Heads { get; set; }

    public ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel) => new((Heads ?? throw new NotSupportedException())(partition));

    public ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel) => throw new NotSupportedException();
}
