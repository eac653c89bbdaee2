using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Recs.Sqlite.Engine;

/// <summary>Opens connections to one database file, all with the settings this product needs.</summary>
/// <param name="path">The file.</param>
/// <param name="options">How.</param>
/// <param name="prepare">What each connection gets besides; null: nothing.</param>
internal sealed class DatabaseFile(string path, SqliteOptions options, Action<Database>? prepare = null)
{
    private const int WriterCacheKilobytes = 64 * 1024;
    private const int ReaderCacheKilobytes = 8 * 1024;
    private const int KeptLogBytes = 64 * 1024 * 1024;

    public string Path => path;

    /// <summary>The one connection that writes. Creates the tables where the file is new.</summary>
    public Database OpenWriter()
    {
        var database = new Database(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            database.Execute(Settings());
            prepare?.Invoke(database);
            Schema.Prepare(database, path, options.Partitions);
            LimitSize(database, options.MaxBytes);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A connection that sees committed data only and never waits for the writer.</summary>
    public Database OpenReader()
    {
        var database = new Database(path, SqliteOpenMode.ReadOnly);
        database.Execute(string.Create(CultureInfo.InvariantCulture,
            $"PRAGMA cache_size = -{ReaderCacheKilobytes}; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000;"));
        prepare?.Invoke(database);
        return database;
    }

    /// <summary>Bounds the file; a file that is larger already keeps its size.</summary>
    public static void LimitSize(Database database, long? maxBytes)
    {
        var pages = maxBytes is { } bytes ? Math.Max(1, bytes / database.Number("PRAGMA page_size")) : uint.MaxValue - 1;
        database.Number(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
    }

    private string Settings()
    {
        var synchronous = options.Synchronous switch
        {
            SynchronousMode.Full => "FULL",
            SynchronousMode.Normal => "NORMAL",
            SynchronousMode.Off => "OFF",
            var other => throw new RecsException($"Synchronous is {(int)other}; Full, Normal or Off was expected."),
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            PRAGMA synchronous = {synchronous}; PRAGMA cache_size = -{WriterCacheKilobytes};
            PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 100; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {KeptLogBytes};
            """);
    }
}
