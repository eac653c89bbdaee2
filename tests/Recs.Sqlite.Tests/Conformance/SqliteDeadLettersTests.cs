using Recs.Conformance;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteDeadLettersTests : DeadLettersSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<IDeadLetters> OpenAsync() => ValueTask.FromResult(_host.Installation.DeadLetters);

    protected override async ValueTask<IDeadLetters?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.Installation.DeadLetters;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
