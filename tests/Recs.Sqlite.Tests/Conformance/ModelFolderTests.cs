using Recs.Conformance;
using Recs.Core.Models;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class ModelFolderTests : ModelStoreSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<IModelStore> OpenAsync() => ValueTask.FromResult(_host.Installation.Models);

    protected override async ValueTask<IModelStore?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.Installation.Models;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
