using System.Collections.Immutable;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>
/// The counts of a site added up over its partitions. A change costs the decoding of that counter in every partition (of
/// those viewed together: of their totals) and nothing else. One owner; what it hands out is immutable.
/// </summary>
internal sealed class SiteMerge(CountingOptions counting, SnapshotOptions options)
{
    private readonly CounterParts _parts = new();
    private readonly Dictionary<ulong, ItemLive> _items = [];

    public SiteTotals Totals { get; private set; } = new();

    public IReadOnlyDictionary<ulong, ItemLive> Items => _items;

    /// <summary>What came of lists, by day since 1970; swapped whole.</summary>
    public ImmutableSortedDictionary<ulong, ListTotals> ListDays { get; private set; } = ImmutableSortedDictionary<ulong, ListTotals>.Empty;

    /// <summary>Takes changed counters in and gives the items they concern, each once.</summary>
    public IReadOnlyCollection<ulong> Take(CounterChanges changes)
    {
        _parts.Take(changes);
        HashSet<ulong> items = [];
        foreach (var (kind, key) in _parts.TakeChanged())
        {
            if (kind == CounterKind.Site)
            {
                Totals = MergeTotals();
                continue;
            }

            if (kind == CounterKind.ListDay)
            {
                ListDays = ListDays.SetItem(key, MergeListDay(key));
                continue;
            }

            items.Add(key);
            var known = _items.GetValueOrDefault(key, ItemLive.Nothing);
            _items[key] = kind switch
            {
                CounterKind.Item => known with { Counts = MergeCounts(key) },
                CounterKind.CoViews => known with { CoViews = MergeNeighbours(kind, key, options.CoViewNeighbours) },
                CounterKind.CoPurchases => known with { CoPurchases = MergeNeighbours(kind, key, options.CoPurchaseNeighbours).AddUp() },
                _ => throw new StoredFormatException($"There is a counter of the unknown kind {(byte)kind}. Start the build that wrote it, or a newer one."),
            };
        }

        return items;
    }

    private SiteTotals MergeTotals()
    {
        var totals = new SiteTotals();
        foreach (var bytes in _parts.Of(CounterKind.Site, 0)) totals.Merge(SiteTotals.Read(bytes), counting);
        return totals;
    }

    private ListTotals MergeListDay(ulong day)
    {
        var totals = new ListTotals();
        foreach (var bytes in _parts.Of(CounterKind.ListDay, day)) totals.Merge(ListTotals.Read(bytes));
        return totals;
    }

    private ItemCounts MergeCounts(ulong key)
    {
        var counts = new ItemCounts();
        foreach (var bytes in _parts.Of(CounterKind.Item, key)) counts.Merge(ItemCounts.Read(bytes), counting);
        return counts;
    }

    private Neighbours MergeNeighbours(CounterKind kind, ulong key, int most) => new([.. _parts.Of(kind, key)], kind, most);
}
