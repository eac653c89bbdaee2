using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Models.Readiness;

/// <summary>Which products a catalogue has, and which of them with price and category; kept up to date by what has changed.</summary>
internal sealed class CatalogFacts(ICatalogStore store, SiteId site)
{
    private readonly Dictionary<ulong, (bool Price, bool Category)> _items = [];
    private long _version;

    public int Count => _items.Count;

    /// <summary>Products with both price and category.</summary>
    public int Complete => _items.Values.Count(i => i is { Price: true, Category: true });

    public bool Has(ulong item) => _items.ContainsKey(item);

    public bool HasPrice(ulong item) => _items.TryGetValue(item, out var facts) && facts.Price;

    public bool HasCategory(ulong item) => _items.TryGetValue(item, out var facts) && facts.Category;

    public async Task RefreshAsync(CancellationToken cancel)
    {
        var changes = await store.ReadChangesAsync(site, _version, cancel);
        foreach (var item in changes.Items) _items[item.Id.Hash] = (item.Price is not null, item.Category is not null);
        _version = changes.Version;
    }
}
