using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Log;

/// <summary>
/// The end of each partition. The writer counts within its transaction; readers see the counts, and those who wait for
/// records are woken, when it is committed.
/// </summary>
internal sealed class LogEnds
{
    private const string LastPlace = "SELECT max(place) FROM log WHERE place < ? AND place >= ?";

    private readonly long[] _committed;
    private readonly long[] _counted;
    private readonly List<int> _changed = [];
    private readonly TaskCompletionSource?[] _signals;
    private volatile bool _closed;

    public LogEnds(Database database, int partitions)
    {
        _committed = new long[partitions];
        _signals = new TaskCompletionSource?[partitions];
        for (var p = 0; p < partitions; p++)
        {
            using var rows = database.Prepare(LastPlace).Bind(LogPlace.Of(p + 1, 0)).Bind(LogPlace.Of(p, 0)).Rows();
            _committed[p] = rows.Next() && !rows.IsNull(0) ? LogPlace.OffsetOf(rows.Int(0)) + 1 : LogStarts.Read(database, p);
        }

        _counted = [.. _committed];
    }

    /// <summary>The offset the next record will get, as committed.</summary>
    public long Of(int partition) => Volatile.Read(ref _committed[partition]);

    /// <summary>Gives out the next offset. Only the writer counts.</summary>
    public long Take(int partition)
    {
        var offset = _counted[partition]++;
        if (offset == _committed[partition]) _changed.Add(partition);
        return offset;
    }

    /// <summary>The transaction is committed.</summary>
    public void Publish()
    {
        foreach (var p in _changed)
        {
            Volatile.Write(ref _committed[p], _counted[p]);
            Interlocked.Exchange(ref _signals[p], null)?.TrySetResult();
        }

        _changed.Clear();
    }

    /// <summary>The transaction is rolled back.</summary>
    public void Forget()
    {
        foreach (var p in _changed) _counted[p] = _committed[p];
        _changed.Clear();
    }

    /// <summary>Completes when the partition holds the offset, or earlier.</summary>
    public Task WaitAsync(int partition, long offset, CancellationToken cancel)
    {
        if (Of(partition) > offset) return Task.CompletedTask;
        var signal = Signal(partition);

        // The writer publishes first and signals then: a record that came before the signal was hung up is seen here.
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteInstallation));
        return Of(partition) > offset ? Task.CompletedTask : signal.WaitAsync(cancel);
    }

    /// <summary>No records will come any more: those who wait are told.</summary>
    public void Close()
    {
        _closed = true;
        for (var p = 0; p < _signals.Length; p++)
            Interlocked.Exchange(ref _signals[p], null)?.TrySetException(new ObjectDisposedException(nameof(SqliteInstallation)));
    }

    private Task Signal(int partition)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _signals[partition], mine, null) ?? mine).Task;
    }
}
