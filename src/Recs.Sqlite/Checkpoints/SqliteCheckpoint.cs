using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Log;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Visitors;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Checkpoints;

/// <summary>A visitor store in a file of its own, with a checksum that every write keeps up to date.</summary>
internal sealed class SqliteCheckpoint : ICheckpoint, IAsyncDisposable
{
    private const int MaxWaitingWrites = 64;
    private const int RowWeight = 64;
    private const string InsertSite = "INSERT INTO erased_site(site) VALUES(?) ON CONFLICT DO NOTHING";
    private const string SelectSites = "SELECT site FROM erased_site";
    private const string InsertMessage = "INSERT INTO message_id(site, id) VALUES(?, ?) ON CONFLICT DO NOTHING";
    private const string SelectMessages = "SELECT id FROM message_id WHERE site = ?";
    private const string DeleteMessage = "DELETE FROM message_id WHERE site = ? AND id = ?";

    private readonly DatabaseFile _file;
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly int _partitions;
    private readonly TimeProvider _clock;
    private readonly bool[] _checked;

    private SqliteCheckpoint(DatabaseFile file, Database database, int partitions, int readers, TimeProvider clock, ILogger logger)
    {
        (_file, _partitions, _clock, _checked) = (file, partitions, clock, new bool[partitions]);
        var changes = new ChangeEnds(database, partitions);
        _writer = new Writer(database, new LogEnds(database, partitions), changes, new VisitorVersions(), MaxWaitingWrites, logger);
        _readers = new ReaderPool(file, readers);
        var range = new PartitionRange(partitions);
        Store = new SqliteVisitorStore(_writer, _readers, range, clock);
        Reader = new SqliteVisitorReader(_readers, _readers, changes, range);
    }

    public IVisitorStore Store { get; }

    public IVisitorReader Reader { get; }

    public static SqliteCheckpoint Open(string path, SqliteOptions options, int partitions, TimeProvider clock, ILogger logger)
    {
        var file = new DatabaseFile(path, options, Checksums.Define);
        var database = file.OpenWriter();
        try
        {
            CheckpointTables.Prepare(database, partitions);
            return new SqliteCheckpoint(file, database, partitions, options.Readers, clock, logger);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public ValueTask<IReadOnlySet<SiteId>> ErasedSitesAsync(CancellationToken cancel) => _readers.ReadAsync(0, static (database, _) =>
    {
        var sites = new HashSet<SiteId>();
        using var rows = database.Prepare(SelectSites).Rows();
        while (rows.Next()) sites.Add(new SiteId(rows.Text(0)));
        return (IReadOnlySet<SiteId>)sites;
    }, cancel);

    public Task KeepAsync(CheckpointNotes notes, CancellationToken cancel) =>
        _writer.WriteAsync((notes.ErasedSites.Count + notes.MessageIds.Count) * RowWeight, session => Keep(session.Database, notes), cancel);

    public IAsyncEnumerable<string> MessageIdsAsync(SiteId site, CancellationToken cancel) =>
        _readers.StreamAsync(database => database.Prepare(SelectMessages).Bind(site.Value), static (_, rows) => rows.Text(0), cancel);

    public Task ForgetMessageIdsAsync(SiteId site, IReadOnlyList<string> messageIds, CancellationToken cancel) =>
        messageIds.Count == 0 ? Task.CompletedTask : _writer.WriteAsync(messageIds.Count * RowWeight, session => Forget(session.Database, site, messageIds), cancel);

    public async ValueTask CheckAsync(int partition, CancellationToken cancel)
    {
        // Every write keeps the checksum, so what was whole when this process first looked stays so under its hands.
        if (Volatile.Read(ref _checked[partition])) return;
        if (!await _readers.ReadAsync(partition, CheckpointTables.IsWhole, cancel).ConfigureAwait(false)) throw Damaged(_file.Path, Differs(partition));
        Volatile.Write(ref _checked[partition], true);
    }

    public ValueTask<ReplayStore> CopyAsync(CancellationToken cancel)
    {
        var room = ScratchFolder.Create(Path.GetDirectoryName(_file.Path)!);
        try
        {
            Copy(DataFolder.DatabaseFile(room.Path), cancel);
        }
        catch
        {
            room.Dispose();
            throw;
        }

        var copy = SqliteInstallation.OpenIn(room, _partitions, _clock);
        return ValueTask.FromResult(new ReplayStore(copy.Visitors, copy.VisitorReader, copy));
    }

    /// <summary>Empties the write-ahead log; false where something is in the way.</summary>
    public Task<bool> EmptyLogAsync(CancellationToken cancel) => _writer.EmptyLogAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    internal static StoredFormatException Damaged(string path, string how) =>
        new($"{path} is damaged: {how} Visitors and answers are not concerned, but the past cannot be told, and nothing more is dropped. Restore recs.db and checkpoint.db from one backup.");

    private static string Differs(int partition) =>
        partition == CheckpointTables.Everywhere ? "what is stored for all partitions is not what was written." : $"what is stored of partition {partition} is not what was written.";

    // The copy is checked, not the file: whatever is written meanwhile.
    private void Copy(string target, CancellationToken cancel)
    {
        try
        {
            using (var source = _file.OpenReader()) source.Execute($"VACUUM INTO '{target.Replace("'", "''", StringComparison.Ordinal)}'");
            using var copy = new Database(target, SqliteOpenMode.ReadWrite);
            Checksums.Define(copy);
            for (var partition = CheckpointTables.Everywhere; partition < _partitions; partition++)
            {
                cancel.ThrowIfCancellationRequested();
                if (!CheckpointTables.IsWhole(copy, partition)) throw Damaged(_file.Path, Differs(partition));
            }

            CheckpointTables.Remove(copy);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw Damaged(_file.Path, error.Message);
        }
        catch (SqliteException error)
        {
            throw ReaderPool.Unavailable(error);
        }
    }

    private static bool Keep(Database database, CheckpointNotes notes)
    {
        foreach (var site in notes.ErasedSites) database.Prepare(InsertSite).Bind(site.Value).Run();
        foreach (var (site, id) in notes.MessageIds) database.Prepare(InsertMessage).Bind(site.Value).Bind(id).Run();
        return true;
    }

    private static bool Forget(Database database, SiteId site, IReadOnlyList<string> messageIds)
    {
        foreach (var id in messageIds) database.Prepare(DeleteMessage).Bind(site.Value).Bind(id).Run();
        return true;
    }
}
