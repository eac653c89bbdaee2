using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Reading;

/// <summary>
/// Reads for answers that have a deadline: on threads and connections of their own, so that a read that stalls holds neither
/// its caller nor an owner. A caller that gives up is answered at once where it waits for its task; its read is stopped,
/// or never begins.
/// </summary>
internal sealed class ServingReaders : IReads, IAsyncDisposable
{
    /// <summary>Reads that may wait. Beyond this the store is behind by more than any deadline, and a caller is told at once.</summary>
    private const int MostWaiting = 1024;

    private readonly BlockingCollection<ReadJob> _waiting = new(MostWaiting);
    private readonly DatabaseFile _file;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public ServingReaders(DatabaseFile file, int threads)
    {
        (_file, _running) = (file, threads);
        for (var i = 0; i < threads; i++) new Thread(Run) { IsBackground = true, Name = $"recs-sqlite-serving-{i}" }.Start();
    }

    public ValueTask<T> ReadAsync<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancel)
    {
        var job = new ReadJob<TArgument, T>(argument, read, cancel);
        ObjectDisposedException.ThrowIf(_waiting.IsAddingCompleted, typeof(SqliteInstallation));
        if (!_waiting.TryAdd(job))
            throw new StoreUnavailableException($"{MostWaiting} reads are waiting for the database already. Try again.", new TimeoutException("No thread came free."));
        return new ValueTask<T>(job.Answer);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _waiting.Dispose();
    }

    private Database Open()
    {
        var database = _file.OpenReader();
        database.LetStop();
        return database;
    }

    private void Run()
    {
        Database? database = null;
        foreach (var job in _waiting.GetConsumingEnumerable())
        {
            try
            {
                database ??= Open();
            }
            catch (SqliteException error)
            {
                job.Refuse(ReaderPool.Unavailable(error));
                continue;
            }

            job.Run(database);
        }

        database?.Dispose();
        if (Interlocked.Decrement(ref _running) == 0) _ended.SetResult();
    }
}
