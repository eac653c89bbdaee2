namespace Recs.Core.Catalog;

/// <summary>The catalogue of each site.</summary>
public interface ICatalogStore
{
    /// <summary>Inserts or replaces all of them, or none.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel);

    /// <summary>Items by id; null where the catalogue has none. Order as asked.</summary>
    ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel);

    /// <summary>Items put after a version, and the version to ask from next time. Pass 0 at first.</summary>
    ValueTask<CatalogChanges> ReadChangesAsync(SiteId site, long afterVersion, CancellationToken cancel);
}

/// <param name="Version">Pass this as <c>afterVersion</c> next time.</param>
/// <param name="Items">Each item once, as it is now.</param>
public sealed record CatalogChanges(long Version, IReadOnlyList<CatalogItem> Items);
