using Recs.Conformance;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteListStoreTests : ListStoreSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<ListPorts> OpenAsync() => ValueTask.FromResult(Ports());

    protected override async ValueTask<ListPorts?> ReopenAsync()
    {
        await _host.CloseAsync();
        return Ports();
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();

    private new ListPorts Ports() => new(_host.Installation.Lists, _host.Installation.Visitors);
}
