using Recs.Core.Catalog;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Catalog;

internal sealed class SqliteCatalogStore(Writer writer, ReaderPool readers) : ICatalogStore
{
    private const int BytesPerItem = 512;

    public Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel) =>
        items.Count == 0 ? Task.CompletedTask : writer.WriteAsync(items.Count * BytesPerItem, session => Put(session, site, items), cancel);

    public ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel) =>
        readers.ReadAsync((site, ids), static (database, x) => (IReadOnlyList<CatalogItem?>)Get(database, x.site, x.ids), cancel);

    public ValueTask<CatalogChanges> ReadChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        readers.ReadAsync((site, afterVersion), static (database, x) =>
            new CatalogChanges(Versions.Current(database), CatalogRows.ReadChanged(database, x.site, x.afterVersion)), cancel);

    private static bool Put(WriteSession session, SiteId site, IReadOnlyList<CatalogItem> items)
    {
        var version = session.Version();
        foreach (var item in items) CatalogRows.Write(session.Database, site, version, item);
        return true;
    }

    private static CatalogItem?[] Get(Database database, SiteId site, IReadOnlyList<ItemId> ids)
    {
        var items = new CatalogItem?[ids.Count];
        for (var i = 0; i < items.Length; i++) items[i] = CatalogRows.Read(database, site, ids[i]);
        return items;
    }
}
