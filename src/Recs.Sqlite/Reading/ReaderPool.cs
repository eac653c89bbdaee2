using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Reading;

/// <summary>
/// A few connections for reading. A read runs on the caller's thread.
/// </summary>
internal sealed class ReaderPool(DatabaseFile file, int size) : IReads, IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentStack<Database> _idle = new();
    private bool _closed;

    public async ValueTask<T> ReadAsync<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteInstallation));
            return Read(argument, read);
        }
        catch (SqliteException error)
        {
            throw Unavailable(error);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>
    /// Rows as they are asked for, all from one committed state, on a connection of their own: a slow consumer holds none of
    /// the pool's. The write-ahead log can only grow until the last row is read.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The file could not be read.</exception>
    public IAsyncEnumerable<T> StreamAsync<T>(Func<Database, Statement> bind, Func<Database, Rows, T> read, CancellationToken cancel) =>
        Stream(bind, read, cancel).ToAsyncEnumerable();

    private IEnumerable<T> Stream<T>(Func<Database, Statement> bind, Func<Database, Rows, T> read, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteInstallation));
        using var database = Try(file.OpenReader);
        var statement = Try(() => bind(database));
        using var rows = statement.Rows();
        while (Try(rows.Next))
        {
            cancel.ThrowIfCancellationRequested();
            yield return Try(() => read(database, rows));
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < size; i++) await _free.WaitAsync().ConfigureAwait(false);
        _closed = true;
        while (_idle.TryPop(out var database)) database.Dispose();
        _free.Release(size);
    }

    private T Read<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read)
    {
        if (!_idle.TryPop(out var database)) database = file.OpenReader();
        try
        {
            return database.ReadOnce(argument, read);
        }
        finally
        {
            _idle.Push(database);
        }
    }

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException error)
        {
            throw Unavailable(error);
        }
    }

    public static StoreUnavailableException Unavailable(SqliteException error) =>
        new($"The database could not be read: {error.Message} Try again.", error);
}
