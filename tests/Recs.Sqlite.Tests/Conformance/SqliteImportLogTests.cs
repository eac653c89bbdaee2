using Recs.Conformance;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteImportLogTests : ImportLogSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<ImportPorts> OpenAsync() => ValueTask.FromResult(new ImportPorts(_host.Installation.ImportLog, _host.Installation.EventLog));

    protected override async ValueTask<ImportPorts?> ReopenAsync()
    {
        await _host.CloseAsync();
        return new ImportPorts(_host.Installation.ImportLog, _host.Installation.EventLog);
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
