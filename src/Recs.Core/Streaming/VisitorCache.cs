using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>The visitors of a partition that its owner holds in memory; those used longest ago are dropped once written.</summary>
internal sealed class VisitorCache(int partition, IVisitorStore store, int capacity)
{
    private readonly Dictionary<VisitorKey, VisitorSlot> _slots = [];
    private long _turn;

    public VisitorSlot this[VisitorKey key] => _slots[key];

    public void BeginTurn() => _turn++;

    /// <summary>Reads what is missing: the states of all, the orders of some.</summary>
    public async ValueTask EnsureAsync(IReadOnlyCollection<VisitorKey> visitors, IReadOnlySet<VisitorKey> withOrders, CancellationToken cancel)
    {
        var plain = new List<VisitorKey>();
        var full = new List<VisitorKey>();
        foreach (var key in visitors)
        {
            var needsOrders = withOrders.Contains(key);
            if (!_slots.TryGetValue(key, out var slot))
                (needsOrders ? full : plain).Add(key);
            else if (needsOrders && !slot.Grain.Orders.IsLoaded)
                full.Add(key);
        }

        await LoadAsync(plain, withOrders: false, cancel);
        await LoadAsync(full, withOrders: true, cancel);
        foreach (var key in visitors) _slots[key].LastUsed = _turn;
    }

    public IEnumerable<VisitorSlot> TakeDirty()
    {
        foreach (var slot in _slots.Values)
        {
            if (!slot.Dirty) continue;
            slot.Dirty = false;
            yield return slot;
        }
    }

    /// <summary>Drops what was used longest ago, down to three quarters of the capacity.</summary>
    public void Evict()
    {
        if (_slots.Count <= capacity) return;
        foreach (var (key, _) in _slots.OrderBy(s => s.Value.LastUsed).Take(_slots.Count - (capacity * 3 / 4)).ToList()) _slots.Remove(key);
    }

    public void Clear() => _slots.Clear();

    private async ValueTask LoadAsync(List<VisitorKey> keys, bool withOrders, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        foreach (var stored in await store.LoadAsync(partition, keys, withOrders, cancel))
        {
            if (_slots.TryGetValue(stored.Key, out var slot))
            {
                slot.Grain.Orders.Load(stored.Orders);
                continue;
            }

            var isNew = stored.State is null;
            var orders = new OrderBook();
            if (withOrders || isNew) orders.Load(stored.Orders);
            var state = stored.State is { } bytes ? VisitorStateCodec.Decode(bytes) : new VisitorState();
            _slots[stored.Key] = new VisitorSlot(new VisitorGrain(stored.Key, state, orders));
        }
    }
}
