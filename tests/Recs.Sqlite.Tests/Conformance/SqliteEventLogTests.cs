using Recs.Conformance;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteEventLogTests : EventLogSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<IEventLog> OpenAsync() => ValueTask.FromResult(_host.Installation.EventLog);

    protected override async ValueTask<IEventLog?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.Installation.EventLog;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
