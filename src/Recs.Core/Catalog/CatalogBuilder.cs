using System.Runtime.InteropServices;
using Recs.Core.Events;

namespace Recs.Core.Catalog;

/// <summary>
/// Collects the catalogue and the products seen in events, and builds snapshots. Titles are split once; a build then costs
/// a pass over the items. The catalogue wins; what it leaves open is taken from the events. A site with a catalogue offers what that holds:
/// anyone's browser may name products in events, and what it makes up must not come back in other people's lists. Not thread-safe.
/// </summary>
public sealed class CatalogBuilder
{
    private readonly Dictionary<ItemId, Entry> _entries = [];
    private readonly Dictionary<string, int> _wordNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<string> _split = [];
    private readonly List<Entry> _new = [];
    private Entry[] _sorted = [];
    private Dictionary<ulong, int> _byHash = [];
    private bool _hasCatalogue;

    /// <summary>The catalogue's facts of an item, in place of earlier ones.</summary>
    public void Put(CatalogItem item)
    {
        var entry = Find(item.Id);
        entry.Catalogued = item;
        _hasCatalogue = true;
        Join(entry);
    }

    /// <summary>The facts the newest event gave of an item.</summary>
    public void See(ItemLine line)
    {
        var entry = Find(line.Item);
        entry.Sighted = line;
        Join(entry);
    }

    public CatalogSnapshot Build()
    {
        if (_new.Count > 0) Sort();
        var items = new CatalogItem[_sorted.Length];
        var offered = new bool[_sorted.Length];
        var words = new int[_sorted.Length][];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = _sorted[i].Item;
            offered[i] = items[i].InStock && (!_hasCatalogue || _sorted[i].Catalogued is not null);
            words[i] = _sorted[i].Words;
        }

        return new CatalogSnapshot(items, offered, _byHash, words, [.. _words]);
    }

    private Entry Find(ItemId id)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, id, out _);
        if (slot is null) _new.Add(slot = new Entry(new CatalogItem(id, "")));
        return slot;
    }

    // Snapshots share the table of hashes as long as no item is added.
    private void Sort()
    {
        _sorted = [.. _sorted, .. _new];
        _new.Clear();
        Array.Sort(_sorted, static (a, b) => string.CompareOrdinal(a.Item.Id.Value, b.Item.Id.Value));
        _byHash = new Dictionary<ulong, int>(_sorted.Length);
        for (var i = 0; i < _sorted.Length; i++) _byHash.TryAdd(_sorted[i].Item.Id.Hash, i);
    }

    private void Join(Entry entry)
    {
        var (catalogued, sighted) = (entry.Catalogued, entry.Sighted);
        var known = catalogued ?? new CatalogItem(entry.Item.Id, "");
        var item = sighted is null ? known : known with
        {
            Title = known.Title.Length > 0 ? known.Title : sighted.Name ?? "",
            Category = known.Category ?? sighted.Category,
            Brand = known.Brand ?? sighted.Brand,
            Price = known.Price ?? sighted.Price,
            Currency = known.Price is null ? sighted.Currency : known.Currency,
        };
        if (item.Title != entry.Item.Title) entry.Words = Words(item.Title);
        entry.Item = item;
    }

    private int[] Words(string title)
    {
        _split.Clear();
        TitleWords.Split(title, _split);
        var numbers = new int[_split.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_wordNumbers, TitleWords.Singular(_split[i]), out var known);
            if (!known)
            {
                number = _words.Count;
                _words.Add(TitleWords.Singular(_split[i]));
            }

            numbers[i] = number;
        }

        Array.Sort(numbers);
        return numbers;
    }

    private sealed class Entry(CatalogItem item)
    {
        public CatalogItem Item { get; set; } = item;

        public CatalogItem? Catalogued { get; set; }

        public ItemLine? Sighted { get; set; }

        public int[] Words { get; set; } = [];
    }
}
