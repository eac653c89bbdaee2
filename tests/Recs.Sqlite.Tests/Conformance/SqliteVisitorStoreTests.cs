using Recs.Conformance;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteVisitorStoreTests : VisitorStoreSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<VisitorPorts> OpenAsync() => ValueTask.FromResult(_host.VisitorPorts);

    protected override async ValueTask<VisitorPorts?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.VisitorPorts;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
