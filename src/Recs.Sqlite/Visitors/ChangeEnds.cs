using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Visitors;

/// <summary>
/// The end of each partition's changes. The writer notes it within its transaction; readers see it, and those who wait for
/// changes are woken, when it is committed.
/// </summary>
internal sealed class ChangeEnds
{
    private readonly long[] _committed;
    private readonly List<(int Partition, long Next)> _noted = [];
    private TaskCompletionSource _signal = NewSignal();
    private volatile bool _closed;

    public ChangeEnds(Database database, int partitions)
    {
        _committed = new long[partitions];
        for (var p = 0; p < partitions; p++) _committed[p] = PartitionHeads.ReadNumbers(database, p).NextChange;
    }

    /// <summary>As committed, by partition.</summary>
    public long[] Read()
    {
        var ends = new long[_committed.Length];
        for (var p = 0; p < ends.Length; p++) ends[p] = Volatile.Read(ref _committed[p]);
        return ends;
    }

    /// <summary>Notes a new end. Only the writer does.</summary>
    public void Note(int partition, long next) => _noted.Add((partition, next));

    /// <summary>The transaction is committed.</summary>
    public void Publish()
    {
        if (_noted.Count == 0) return;
        foreach (var (partition, next) in _noted) Volatile.Write(ref _committed[partition], next);
        _noted.Clear();
        Interlocked.Exchange(ref _signal, NewSignal()).TrySetResult();
    }

    /// <summary>The transaction is rolled back.</summary>
    public void Forget() => _noted.Clear();

    /// <summary>Completes when a partition's end lies beyond its number, or earlier.</summary>
    public Task WaitAsync(IReadOnlyList<long> from, CancellationToken cancel)
    {
        // The writer publishes first and signals then: what came before this signal was taken is seen here.
        var signal = Volatile.Read(ref _signal);
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteInstallation));
        for (var p = 0; p < _committed.Length; p++)
        {
            if (Volatile.Read(ref _committed[p]) > from[p]) return Task.CompletedTask;
        }

        return signal.Task.WaitAsync(cancel);
    }

    /// <summary>No changes will come any more: those who wait are told.</summary>
    public void Close()
    {
        _closed = true;
        Interlocked.Exchange(ref _signal, NewSignal()).TrySetException(new ObjectDisposedException(nameof(SqliteInstallation)));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
