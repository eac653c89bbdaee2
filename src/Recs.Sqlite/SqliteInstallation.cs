using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Catalog;
using Recs.Core.Models;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Streaming.Retention;
using Recs.Sqlite.Catalog;
using Recs.Sqlite.Checkpoints;
using Recs.Sqlite.DeadLetters;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Erasures;
using Recs.Sqlite.Lists;
using Recs.Sqlite.Log;
using Recs.Sqlite.Models;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Rules;
using Recs.Sqlite.Visitors;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite;

/// <summary>A data folder opened by this process: the log, the visitors, the catalogue and the dead letters in one SQLite file.</summary>
public sealed class SqliteInstallation : IAsyncDisposable
{
    private readonly DataFolderLock _lock;
    private readonly LogEnds _ends;
    private readonly ChangeEnds _changes;
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly ServingReaders _serving;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly IDisposable? _room;
    private bool _closed;

    private SqliteInstallation(SqliteOptions options, IDisposable? room, DataFolderLock folderLock, Database database, DatabaseFile file, TimeProvider clock, ILogger logger)
    {
        Folder = options.Folder;
        _room = room;
        _lock = folderLock;
        var count = Schema.Partitions(database);
        _checkpoints = new SqliteCheckpoints(options, count, LogStarts.Any(database), clock, logger);
        _ends = new LogEnds(database, count);
        _changes = new ChangeEnds(database, count);
        var versions = new VisitorVersions();
        VisitorVersions = versions;
        _writer = new Writer(database, _ends, _changes, versions, options.MaxWaitingWrites, logger);
        _readers = new ReaderPool(file, options.Readers);
        _serving = new ServingReaders(file, options.ServingReaders);
        var partitions = new PartitionRange(count);
        EventLog = new SqliteEventLog(_writer, _readers, _ends, partitions);
        ImportLog = new SqliteImportLog(_writer, _readers, partitions);
        Visitors = new SqliteVisitorStore(_writer, _readers, partitions, clock);
        VisitorReader = new SqliteVisitorReader(_readers, _readers, _changes, partitions);
        ServingReader = new SqliteVisitorReader(_serving, _readers, _changes, partitions);
        Catalog = new SqliteCatalogStore(_writer, _readers);
        DeadLetters = new SqliteDeadLetters(_writer, _readers, options.DeadLettersPerSite);
        Erasures = new SqliteErasures(_writer, _readers, _checkpoints, Folder);
        Lists = new SqliteListStore(_writer, _readers);
        Rules = new SqliteRuleStore(_writer, _readers);
        Models = new ModelFolder(options.Folder, clock);
    }

    public string Folder { get; }

    public int Partitions => EventLog.Partitions;

    public IEventLog EventLog { get; }

    public IImportLog ImportLog { get; }

    public IVisitorStore Visitors { get; }

    public IVisitorReader VisitorReader { get; }

    /// <summary>
    /// The same as <see cref="VisitorReader"/> for answers that have a deadline: its reads run on threads of their own, end when
    /// their caller gives up, and share nothing with owners.
    /// </summary>
    public IVisitorReader ServingReader { get; }

    /// <summary>Tells whether what was read of a visitor is still current.</summary>
    public IVisitorVersions VisitorVersions { get; }

    public ICatalogStore Catalog { get; }

    public IDeadLetters DeadLetters { get; }

    public IErasures Erasures { get; }

    public IListStore Lists { get; }

    public IRuleStore Rules { get; }

    /// <summary>The trained models, as files of the folder.</summary>
    public IModelStore Models { get; }

    public ICheckpoints Checkpoints => _checkpoints;

    /// <summary>Opens the folder, creating it and its tables where they are missing, and holds it until disposed.</summary>
    /// <param name="options">Which folder, and how.</param>
    /// <param name="clock">Tells the epochs of owners.</param>
    /// <param name="logger">Hears of refused groups of writes; null: nobody.</param>
    /// <exception cref="DataFolderInUseException">Another process holds it.</exception>
    /// <exception cref="StoredFormatException">The file is of a version this build does not read, damaged, or not one of Recs.</exception>
    /// <exception cref="RecsException">An option cannot be used, or contradicts what the folder was created with.</exception>
    public static SqliteInstallation Open(SqliteOptions options, TimeProvider clock, ILogger? logger = null) =>
        Open(options, clock, logger, room: null);

    /// <summary>An installation for tests, among the system's temporary files, which is removed when it is disposed. Nothing of it survives a power failure.</summary>
    public static SqliteInstallation OpenTemporary(int partitions, TimeProvider clock) =>
        OpenIn(ScratchFolder.Create(Path.GetTempPath()), partitions, clock);

    /// <summary>An empty installation with as many partitions for a replay of this one. It lies in this one's folder and is removed when it is disposed.</summary>
    /// <exception cref="RecsException">There is no room, or the folder may not be written to.</exception>
    public SqliteInstallation OpenScratch(TimeProvider clock) => OpenIn(ScratchFolder.Create(Folder), Partitions, clock);

    /// <summary>The same with what lies in a scratch folder already, which goes with it, also where it cannot be opened.</summary>
    internal static SqliteInstallation OpenIn(ScratchFolder room, int partitions, TimeProvider clock)
    {
        try
        {
            return Open(new SqliteOptions { Folder = room.Path, Partitions = partitions, Synchronous = SynchronousMode.Off }, clock, logger: null, room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    /// <summary>Tells whoever finds the folder in use where its owner can be reached.</summary>
    public void Announce(Uri url) => _lock.Announce(url);

    /// <summary>Changes <see cref="SqliteOptions.MaxBytes"/> from the next write on.</summary>
    public Task SetMaxBytesAsync(long? maxBytes, CancellationToken cancel) => _writer.WriteAsync(0, session =>
    {
        DatabaseFile.LimitSize(session.Database, maxBytes);
        return true;
    }, cancel);

    /// <summary>Finishes the writes that were taken, closes the file and frees the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed) return;
        _closed = true;
        _ends.Close();
        _changes.Close();

        // The writer last: whoever closes the file last moves the write-ahead log into it, which a reader may not.
        await _serving.DisposeAsync().ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _checkpoints.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
        _room?.Dispose();
    }

    private static SqliteInstallation Open(SqliteOptions options, TimeProvider clock, ILogger? logger, IDisposable? room)
    {
        options.Check();
        Directory.CreateDirectory(options.Folder);
        var folderLock = DataFolderLock.Take(options.Folder, options.Url);
        try
        {
            ScratchFolder.RemoveAbandoned(options.Folder);
            var file = new DatabaseFile(DataFolder.DatabaseFile(options.Folder), options);
            return new SqliteInstallation(options, room, folderLock, OpenWriter(file), file, clock, logger ?? NullLogger.Instance);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    private static Database OpenWriter(DatabaseFile file)
    {
        try
        {
            return file.OpenWriter();
        }
        catch (SqliteException error)
        {
            throw new RecsException($"{file.Path} cannot be opened: {error.Message} Check that it is a database of Recs, that the disk has room and that the folder may be written.", error);
        }
    }
}
