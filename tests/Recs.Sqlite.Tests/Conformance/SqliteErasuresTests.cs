using Recs.Conformance;
using Recs.Core.Streaming.Erasures;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteErasuresTests : ErasuresSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<IErasures> OpenAsync() => ValueTask.FromResult(_host.Installation.Erasures);

    protected override async ValueTask<IErasures?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.Installation.Erasures;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
