using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>
/// A history counted in memory, by the folds that owners and snapshots use, spread over as many partitions: what a data folder
/// holding the same events would recommend from, without a log and a store. For measurements. Not thread-safe.
/// </summary>
public sealed class CountedHistory(int partitions)
{
    private readonly CatalogBuilder _catalog = new();
    private readonly SiteMerge _merge = new(CountingOptions.Default, SnapshotOptions.Default);
    private readonly PartitionCounts[] _counts = [.. Enumerable.Range(0, partitions).Select(_ => new PartitionCounts(CountingOptions.Default))];
    private readonly Dictionary<VisitorId, VisitorGrain> _visitors = [];
    private readonly VisitorEffects _effects = new();
    private long _version;

    public void Put(CatalogItem item) => _catalog.Put(item);

    /// <summary>Applies a visitor's event. Events of one visitor come in time order.</summary>
    public void Apply(VisitorId visitor, VisitorEvent e)
    {
        var key = new VisitorKey(SiteId.Default, visitor);
        if (!_visitors.TryGetValue(visitor, out var grain))
            _visitors[visitor] = grain = new VisitorGrain(key, new VisitorState(), OrderBook.Empty());
        var record = new LogRecord(key.Site, visitor, e.Header.Time, Historical: true, e);
        var result = grain.Apply(record, e.Header.Time, VisitorOptions.Default, _effects);
        _effects.Changes.Clear();
        _effects.Records.Clear();
        if (result is { Outcome: ApplyOutcome.Applied, Counts: true })
            Count(visitor, new AppliedEvent(e, e.Header.Time, result.EarlierInSession, result.BoughtBefore, result.SeenInSession, result.BoughtAgainBefore));
    }

    /// <summary>Counts an order that names no person.</summary>
    public void Apply(OrderCompleted order) =>
        Count(VisitorId.ForAnonymousOrder(order.OrderId), new AppliedEvent(order, order.Header.Time, [], null));

    /// <summary>Everything until now.</summary>
    public SiteSnapshot Snapshot()
    {
        List<(int, StoredCounter)> changed = [];
        for (var p = 0; p < partitions; p++)
        {
            foreach (var counter in _counts[p].TakeChanged()) changed.Add((p, counter));
        }

        _merge.Take(new CounterChanges(++_version, changed));
        return SiteSnapshot.Of(_catalog.Build(), _merge.Items, _merge.Totals, CountingOptions.Default);
    }

    private void Count(VisitorId visitor, AppliedEvent applied) => _counts[Partitioner.Of(SiteId.Default, visitor, partitions)].Apply(SiteId.Default, applied);
}
