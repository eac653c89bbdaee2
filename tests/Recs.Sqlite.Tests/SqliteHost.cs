using Recs.Conformance;
using Recs.TestKit;

namespace Recs.Sqlite.Tests;

/// <summary>An installation in a folder of its own that can be closed and opened again.</summary>
internal sealed class SqliteHost(int partitions = 4) : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private SqliteInstallation? _installation;

    public string Folder => _folder.Path;

    public ManualTime Clock { get; } = new();

    public SqliteInstallation Installation => _installation ??= SqliteInstallation.Open(Options, Clock);

    public VisitorPorts VisitorPorts => new(Installation.Visitors, Installation.VisitorReader, partitions, Clock);

    public CheckpointPorts CheckpointPorts => new(Installation.Checkpoints, partitions, Clock);

    // What survives a power failure is not what these tests see, and Off is quicker.
    public SqliteOptions Options => new() { Folder = Folder, Partitions = partitions, Synchronous = SynchronousMode.Off };

    public async Task CloseAsync()
    {
        if (_installation is not null) await _installation.DisposeAsync();
        _installation = null;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }
}
