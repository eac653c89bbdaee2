using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Collector.Tests.Fakes;

internal sealed class CatalogInMemory : ICatalogStore
{
    public Dictionary<(SiteId Site, ItemId Id), CatalogItem> Items { get; } = [];

    public int Reads { get; private set; }

    /// <summary>Runs within a read, after the answer has been made up.</summary>
    public Action? DuringRead { get; set; }

    public Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel)
    {
        foreach (var item in items) Items[(site, item.Id)] = item;
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel)
    {
        Reads++;
        CatalogItem?[] items = [.. ids.Select(id => Items.GetValueOrDefault((site, id)))];
        DuringRead?.Invoke();
        return new(items);
    }

    public ValueTask<CatalogChanges> ReadChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) => throw new NotSupportedException();
}
