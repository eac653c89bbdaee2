using System.Diagnostics;
using System.Runtime.InteropServices;
using Recs.Core.Serialization;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Counting;

/// <summary>The counters of one site within a partition. Reference identity stands for the site among changed counters.</summary>
internal sealed class SiteCounts(SiteId site, ChangedCounters changed)
{
    private readonly Dictionary<ulong, ItemCounts> _items = [];
    private readonly Dictionary<ulong, NeighbourList> _coViews = [];
    private readonly Dictionary<ulong, NeighbourList> _coPurchases = [];
    private readonly Dictionary<ulong, ListTotals> _listDays = [];
    private SiteTotals _totals = new();
    private int _claimed;

    public SiteId Site => site;

    /// <summary>The totals, marked as changed.</summary>
    public SiteTotals Totals()
    {
        changed.Add(this, CounterKind.Site, 0);
        return _totals;
    }

    /// <summary>The counts of an item, made where there are none, marked as changed; null where there is no room for it.</summary>
    /// <param name="key">Which.</param>
    /// <param name="proven">It is the shop's; else it needs room among those that browsers have named.</param>
    /// <param name="room">How many of those there may be.</param>
    public ItemCounts? Item(ulong key, bool proven, int room)
    {
        if (!_items.TryGetValue(key, out var item))
        {
            if (!proven && _claimed >= room) return null;
            _items[key] = item = new ItemCounts();
            _claimed++;
        }

        if (proven && !item.IsProven)
        {
            item.Prove();
            _claimed--;
        }

        changed.Add(this, CounterKind.Item, key);
        return item;
    }

    /// <summary>The item is counted.</summary>
    public bool Counts(ulong key) => _items.ContainsKey(key);

    /// <summary>The neighbours of an item, made where there are none, marked as changed.</summary>
    public NeighbourList Neighbours(CounterKind kind, ulong key)
    {
        changed.Add(this, kind, key);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(kind == CounterKind.CoViews ? _coViews : _coPurchases, key, out _);
        return slot ??= new NeighbourList();
    }

    /// <summary>What came of lists in a day, made where there is nothing, marked as changed.</summary>
    public ListTotals ListDay(ulong day)
    {
        changed.Add(this, CounterKind.ListDay, day);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_listDays, day, out _);
        return slot ??= new ListTotals();
    }

    public void Load(StoredCounter counter)
    {
        switch ((CounterKind)counter.Kind)
        {
            case CounterKind.Item:
                var item = _items[counter.Key] = ItemCounts.Read(counter.Bytes);
                if (!item.IsProven) _claimed++;
                break;
            case CounterKind.CoViews:
                _coViews[counter.Key] = NeighbourList.Read(counter.Bytes, CounterKind.CoViews);
                break;
            case CounterKind.CoPurchases:
                _coPurchases[counter.Key] = NeighbourList.Read(counter.Bytes, CounterKind.CoPurchases);
                break;
            case CounterKind.Site:
                _totals = SiteTotals.Read(counter.Bytes);
                break;
            case CounterKind.ListDay:
                _listDays[counter.Key] = ListTotals.Read(counter.Bytes);
                break;
            default:
                throw new StoredFormatException($"Site {site} has a counter of the unknown kind {counter.Kind}. Start the build that wrote it, or a newer one.");
        }
    }

    public void Write(CounterKind kind, ulong key, BinaryEncoder e)
    {
        switch (kind)
        {
            case CounterKind.Item:
                _items[key].Write(e);
                break;
            case CounterKind.CoViews:
                _coViews[key].Write(e);
                break;
            case CounterKind.CoPurchases:
                _coPurchases[key].Write(e);
                break;
            case CounterKind.Site:
                _totals.Write(e);
                break;
            case CounterKind.ListDay:
                _listDays[key].Write(e);
                break;
            default:
                throw new UnreachableException($"No counter of kind {kind}.");
        }
    }
}
