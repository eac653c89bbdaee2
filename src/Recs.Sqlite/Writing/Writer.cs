using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Log;
using Recs.Sqlite.Visitors;

namespace Recs.Sqlite.Writing;

/// <summary>
/// The only writer of the file: one thread with one connection. Writes of many senders queue up and share a transaction;
/// when it is durable each sender gets its own answer, and when it fails each is told so and nothing of it is written.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    // A group ends at either bound, so that one transaction stays within the page cache and its senders are answered soon.
    private const int MaxGroupJobs = 2048;
    private const long MaxGroupBytes = 8 * 1024 * 1024;

    private readonly Channel<WriteJob> _waiting;
    private readonly Database _database;
    private readonly WriteSession _session;
    private readonly WalKeeper _wal;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(Database database, LogEnds ends, ChangeEnds changes, VisitorVersions versions, int maxWaiting, ILogger logger)
    {
        _waiting = Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(maxWaiting) { SingleReader = true });
        _database = database;
        _session = new WriteSession(database, ends, changes, versions);
        _wal = new WalKeeper(database);
        _logger = logger;
        new Thread(Run) { IsBackground = true, Name = "recs-sqlite-writer" }.Start();
    }

    /// <summary>Queues a write and completes when it is durable. Where the queue is full it waits at the door, first come first served.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    /// <exception cref="ObjectDisposedException">The installation is closed; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(int weight, Func<WriteSession, T> write, CancellationToken cancel)
    {
        var job = new WriteJob<T>(weight, write, cancel);
        try
        {
            await _waiting.Writer.WriteAsync(job, cancel).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteInstallation));
        }

        return await job.Answer.ConfigureAwait(false);
    }

    /// <summary>Sees to it that nothing of what was deleted before is in the files; false where something is in the way.</summary>
    public async Task<bool> EmptyLogAsync(CancellationToken cancel)
    {
        // The whole file is looked through beside the writer, which then only clears what was found: of what was deleted before nothing can have been left since.
        if (!await EmptyLogAsync([], cancel).ConfigureAwait(false)) return false;
        var gaps = _database.Gaps.Find();
        return gaps.Count == 0 || await EmptyLogAsync(gaps, cancel).ConfigureAwait(false);
    }

    private async Task<bool> EmptyLogAsync(IReadOnlyList<long> gaps, CancellationToken cancel)
    {
        var emptied = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(0, session => session.EmptyLogAfterwards(new Emptying(gaps, emptied)), cancel).ConfigureAwait(false);
        return await emptied.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Finishes what is queued, then ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        var group = new List<WriteJob>(MaxGroupJobs);
        while (WaitForWork())
        {
            TakeGroup(group);
            if (group.Count > 0) WriteGroup(group);
            group.Clear();
        }

        _database.Dispose();
        _ended.SetResult();
    }

    // This thread has nothing else to do, so that it blocks is what is wanted.
    private bool WaitForWork() => _waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void TakeGroup(List<WriteJob> group)
    {
        long bytes = 0;
        while (group.Count < MaxGroupJobs && bytes < MaxGroupBytes && _waiting.Reader.TryRead(out var job))
        {
            if (job.IsCancelled)
            {
                job.Abandon();
                continue;
            }

            bytes += job.Weight;
            group.Add(job);
        }
    }

    private void WriteGroup(List<WriteJob> group)
    {
        try
        {
            _session.Begin();
            foreach (var job in group) job.Write(_session);
            _session.Commit();
        }
        catch (Exception error)
        {
            Fail(group, error);
            return;
        }

        foreach (var job in group) job.Succeed();
        KeepWalShort(_wal.AfterGroup);
        if (_session.TakeEmptying() is { Count: > 0 } waiting) EmptyLog(waiting);
    }

    private void Fail(List<WriteJob> group, Exception error)
    {
        try
        {
            _session.RollBack();
        }
        catch (SqliteException second)
        {
            SqliteLog.RollBackFailed(_logger, second);
        }

        SqliteLog.GroupFailed(_logger, group.Count, error);
        foreach (var job in group)
            job.Fail(new StoreUnavailableException($"The database could not take the write: {error.Message} Nothing of it was stored; try again.", error));
        KeepWalShort(_wal.AfterFailure);
    }

    private void EmptyLog(IReadOnlyList<Emptying> waiting)
    {
        var emptied = false;
        KeepWalShort(() => emptied = _database.TryEmptyLog([.. waiting.SelectMany(w => w.Gaps).Distinct()]));
        foreach (var one in waiting) one.Done.SetResult(emptied);
    }

    private void KeepWalShort(Action checkpoint)
    {
        try
        {
            checkpoint();
        }
        catch (Exception error) when (error is SqliteException or IOException)
        {
            SqliteLog.CheckpointFailed(_logger, error);
        }
    }
}
