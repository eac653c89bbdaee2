using Recs.Conformance;
using Recs.Core.Catalog;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteCatalogStoreTests : CatalogStoreSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<ICatalogStore> OpenAsync() => ValueTask.FromResult(_host.Installation.Catalog);

    protected override async ValueTask<ICatalogStore?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.Installation.Catalog;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
