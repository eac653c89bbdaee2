using System.Collections.Concurrent;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Collector.Catalog;

/// <summary>
/// Catalogue items that events have named lately, and the knowledge that there is no such item. Bounded by two generations:
/// when the young one is full it becomes the old one, and the old one goes. Safe for many threads.
/// </summary>
public sealed class CatalogCache(ICatalogStore store, TimeProvider clock, CollectorOptions options)
{
    private readonly int _generation = options.CatalogCacheItems / 2;
    private volatile Generations _items = new([], []);
    private long _puts;

    /// <summary>The items among these that the catalogue has.</summary>
    /// <exception cref="StoreUnavailableException">What is not remembered could not be read.</exception>
    public async ValueTask<IReadOnlyDictionary<ItemId, CatalogItem>> GetAsync(SiteId site, IReadOnlyCollection<ItemId> ids, CancellationToken cancel)
    {
        var found = new Dictionary<ItemId, CatalogItem>(ids.Count);
        List<ItemId>? missing = null;
        var now = Instant.Now(clock);
        foreach (var id in ids)
        {
            if (!_items.TryGet((site, id), now, out var item)) (missing ??= []).Add(id);
            else if (item is not null) found[id] = item;
        }

        if (missing is not null) await ReadAsync(site, missing, found, now, cancel);
        return found;
    }

    /// <summary>Items of this site have been put: what is remembered of them no longer counts, nor what is being read right now.</summary>
    public void Forget(SiteId site, IEnumerable<ItemId> ids)
    {
        Interlocked.Increment(ref _puts);
        var items = _items;
        foreach (var id in ids) items.Remove((site, id));
    }

    private async ValueTask ReadAsync(SiteId site, List<ItemId> missing, Dictionary<ItemId, CatalogItem> found, Instant now, CancellationToken cancel)
    {
        var puts = Interlocked.Read(ref _puts);
        var items = await store.GetAsync(site, missing, cancel);
        for (var i = 0; i < missing.Count; i++)
        {
            if (items[i] is { } item) found[missing[i]] = item;
            if (_generation > 0) Remember((site, missing[i]), new CachedItem(items[i], now + options.CatalogCacheLife), puts);
        }
    }

    // A put that came between the reading and the remembering makes the entry void; it removes what is there, or is seen here.
    private void Remember((SiteId, ItemId) key, CachedItem item, long putsAtReading)
    {
        var items = _items;
        if (items.Young.Count >= _generation) _items = items = new Generations([], items.Young);
        items.Young[key] = item;
        if (Interlocked.Read(ref _puts) != putsAtReading) items.Remove(key);
    }

    private readonly record struct CachedItem(CatalogItem? Item, Instant Until);

    private sealed record Generations(
        ConcurrentDictionary<(SiteId, ItemId), CachedItem> Young,
        ConcurrentDictionary<(SiteId, ItemId), CachedItem> Old)
    {
        public bool TryGet((SiteId, ItemId) key, Instant now, out CatalogItem? item)
        {
            var known = Young.TryGetValue(key, out var cached) || Old.TryGetValue(key, out cached);
            item = cached.Item;
            return known && cached.Until > now;
        }

        public void Remove((SiteId, ItemId) key)
        {
            Young.TryRemove(key, out _);
            Old.TryRemove(key, out _);
        }
    }
}
