using Recs.Core.Streaming;

namespace Recs.Core.Visitors;

/// <summary>All orders of one visitor, and which of them changed since they were stored.</summary>
public sealed class OrderBook
{
    private readonly SortedDictionary<ulong, OrderEntry> _entries = [];
    private readonly SortedSet<ulong> _changed = [];

    /// <summary>The stored orders have been read; before that, nobody may look at them.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The book of a visitor without stored orders.</summary>
    public static OrderBook Empty() => Of([]);

    public static OrderBook Of(IEnumerable<StoredOrder> stored)
    {
        var book = new OrderBook();
        book.Load(stored);
        return book;
    }

    /// <summary>Takes in what is stored; once, before any use.</summary>
    public void Load(IEnumerable<StoredOrder> stored)
    {
        foreach (var order in stored) _entries[order.Hash] = OrderEntry.Decode(order.Bytes);
        IsLoaded = true;
    }

    /// <summary>By the hash of the order id, ascending.</summary>
    public IReadOnlyDictionary<ulong, OrderEntry> Entries =>
        IsLoaded ? _entries : throw new InvalidOperationException("The orders of a visitor are used before they were read from the store.");

    public OrderEntry? Find(ulong hash) => Entries.GetValueOrDefault(hash);

    public void Put(ulong hash, OrderEntry entry)
    {
        _entries[hash] = entry;
        _changed.Add(hash);
    }

    /// <summary>The visitor was handed over: nothing stays here.</summary>
    public void Clear()
    {
        _changed.UnionWith(Entries.Keys);
        _entries.Clear();
    }

    /// <summary>Hashes of the products in at least so many orders that arrived; null: none.</summary>
    public HashSet<ulong>? Bought(int orders = 1)
    {
        var times = new Dictionary<ulong, int>();
        foreach (var entry in Entries.Values.Where(e => e.Arrived))
        {
            foreach (var item in entry.Items.Select(i => i.Item).Distinct()) times[item] = times.GetValueOrDefault(item) + 1;
        }

        var bought = times.Where(t => t.Value >= orders).Select(t => t.Key).ToHashSet();
        return bought.Count > 0 ? bought : null;
    }

    /// <summary>How many entries nobody but browsers has said anything of.</summary>
    public int Unverified()
    {
        var count = 0;
        foreach (var entry in Entries.Values) count += entry.IsUnverified ? 1 : 0;
        return count;
    }

    /// <summary>The times of the orders that count.</summary>
    public IEnumerable<Instant> Times() => Entries.Values.Where(e => e.Counts).Select(e => e.Stamp.Time);

    /// <summary>What has to be written, ascending by hash, and forgets that it changed.</summary>
    public IEnumerable<(ulong Hash, byte[]? Bytes)> TakeChanged()
    {
        foreach (var hash in _changed) yield return (hash, _entries.GetValueOrDefault(hash)?.Encode());
        _changed.Clear();
    }
}
