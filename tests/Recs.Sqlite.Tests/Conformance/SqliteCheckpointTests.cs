using Recs.Conformance;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteCheckpointTests : CheckpointSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<CheckpointPorts> OpenAsync() => ValueTask.FromResult(_host.CheckpointPorts);

    protected override async ValueTask<CheckpointPorts?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.CheckpointPorts;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
