using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Recs.Sqlite.Engine;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    // Steps of SQLite's machine, far less than a millisecond; a read by a key takes fewer.
    private const int StepsBetweenLooks = 10_000;

    private readonly SqliteConnection _connection;

    // By reference: every statement is a constant of this assembly, and its text is long to hash.
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    private readonly Lazy<PageGaps> _gaps;
    private CancellationToken _stop;

    public Database(string file, SqliteOpenMode mode)
    {
        _gaps = new Lazy<PageGaps>(() => new PageGaps(file));
        var source = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false };
        _connection = new SqliteConnection(source.ToString());
        _connection.Open();
    }

    /// <summary>The connection as SQLite knows it.</summary>
    public SQLitePCL.sqlite3 Handle => _connection.Handle!;

    /// <summary>No transaction is open.</summary>
    public bool IsIdle => sqlite3_get_autocommit(_connection.Handle) != 0;

    /// <summary>The statement of this text, prepared at its first use.</summary>
    public Statement Prepare(string constantSql)
    {
        if (!_statements.TryGetValue(constantSql, out var statement))
            _statements.Add(constantSql, statement = new Statement(_connection.Handle!, constantSql));
        return statement;
    }

    /// <summary>Executes statements that are used once.</summary>
    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row.</summary>
    public long Number(string sql)
    {
        using var statement = new Statement(_connection.Handle!, sql);
        using var rows = statement.Rows();
        return rows.Next() ? rows.Int(0) : 0;
    }

    /// <summary>Reads from one committed state, however many statements it takes.</summary>
    public T ReadOnce<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read)
    {
        try
        {
            Prepare("BEGIN").Run();
            return read(this, argument);
        }
        finally
        {
            RollBack();
        }
    }

    /// <summary>
    /// From now on statements fail soon after what was last given to <see cref="StopWith"/> is cancelled. SQLite asks while it
    /// works: an interruption from another thread is lost where it comes just before a statement begins.
    /// </summary>
    public void LetStop() => sqlite3_progress_handler(_connection.Handle, StepsBetweenLooks, _ => _stop.IsCancellationRequested ? 1 : 0, null);

    /// <summary>What stops the statements to come; none: nothing does.</summary>
    public void StopWith(CancellationToken stop) => _stop = stop;

    public void RollBack()
    {
        // SQLite itself has ended the transaction after some errors.
        if (!IsIdle) Prepare("ROLLBACK").Run();
    }

    /// <summary>The rows the last statement that wrote has changed.</summary>
    public int RowsChanged => sqlite3_changes(_connection.Handle);

    /// <summary>Pages this connection has written since the last call.</summary>
    public int TakePagesWritten()
    {
        _ = sqlite3_db_status(_connection.Handle, SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    /// <summary>What deleted rows may have left in the file.</summary>
    public PageGaps Gaps => _gaps.Value;

    /// <summary>Moves all of the write-ahead log into the database file and leaves it empty, and clears the gaps of these pages.</summary>
    /// <returns>False: a reader or the disk is in the way.</returns>
    public bool TryEmptyLog(IReadOnlyList<long> gaps)
    {
        var rc = sqlite3_wal_checkpoint_v2(_connection.Handle, "main", SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        if (rc is not (SQLITE_OK or SQLITE_BUSY)) SqliteException.ThrowExceptionForRC(rc, _connection.Handle);
        if (rc != SQLITE_OK || gaps.Count == 0) return rc == SQLITE_OK;

        // What this connection remembers of pages goes: else they would be written again as they were.
        Gaps.Clear(gaps);
        Execute("PRAGMA shrink_memory");
        return true;
    }

    /// <summary>Moves pages of the write-ahead log into the database file as far as readers allow.</summary>
    /// <returns>The pages in the log, including those moved; less than 0 where nothing could be done now.</returns>
    public int Checkpoint(bool truncate)
    {
        var rc = sqlite3_wal_checkpoint_v2(_connection.Handle, "main", truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        if (rc is not (SQLITE_OK or SQLITE_BUSY)) SqliteException.ThrowExceptionForRC(rc, _connection.Handle);
        return pages;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
        if (_gaps.IsValueCreated) _gaps.Value.Dispose();
    }
}
