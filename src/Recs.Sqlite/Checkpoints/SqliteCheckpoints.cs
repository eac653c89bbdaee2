using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Recs.Core.Streaming.Retention;

namespace Recs.Sqlite.Checkpoints;

/// <summary>
/// The checkpoint of a data folder: a file of its own, <c>checkpoint.db</c>, so that what retention writes never waits for the
/// writer of events, nor that for it. Opened when it is first asked for.
/// </summary>
/// <param name="options">Of the installation.</param>
/// <param name="partitions">Of the installation.</param>
/// <param name="isExpected">Records have been dropped, so there must be one.</param>
/// <param name="clock">Tells epochs.</param>
/// <param name="logger">Hears of refused groups of writes.</param>
internal sealed class SqliteCheckpoints(SqliteOptions options, int partitions, bool isExpected, TimeProvider clock, ILogger logger) : ICheckpoints, IAsyncDisposable
{
    private readonly string _path = DataFolder.CheckpointFile(options.Folder);
    private readonly Lock _gate = new();
    private SqliteCheckpoint? _opened;
    private bool _closed;

    public ICheckpoint? Current => Find();

    public ICheckpoint OpenOrCreate()
    {
        lock (_gate) return Find() ?? (_opened = Open());
    }

    /// <summary>Empties the write-ahead log; false where something is in the way.</summary>
    public async ValueTask<bool> SealAsync(CancellationToken cancel) => Find() is not { } checkpoint || await checkpoint.EmptyLogAsync(cancel).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        SqliteCheckpoint? opened;
        lock (_gate) (opened, _closed) = (_opened, true);
        if (opened is not null) await opened.DisposeAsync().ConfigureAwait(false);
    }

    private SqliteCheckpoint? Find()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteInstallation));
            if (_opened is not null) return _opened;
            if (File.Exists(_path)) return _opened = Open();
            if (!isExpected) return null;
            throw new StoredFormatException($"{_path} is missing, and the records it was made from have been dropped with age. Visitors and answers are not concerned, but the past cannot be told. Restore recs.db and checkpoint.db from one backup.");
        }
    }

    private SqliteCheckpoint Open()
    {
        try
        {
            return SqliteCheckpoint.Open(_path, CheckpointOptions(), partitions, clock, logger);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw SqliteCheckpoint.Damaged(_path, error.Message);
        }
        catch (SqliteException error)
        {
            throw new StoreUnavailableException($"{_path} could not be opened: {error.Message} Try again.", error);
        }
    }

    // Records are dropped once the checkpoint holds them, so the disk must have confirmed that: whatever may be lost of the events.
    private SqliteOptions CheckpointOptions() => new()
    {
        Folder = options.Folder,
        Partitions = partitions,
        Synchronous = options.Synchronous == SynchronousMode.Off ? SynchronousMode.Off : SynchronousMode.Full,
        Readers = options.Readers,
    };
}
