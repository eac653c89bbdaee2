using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

/// <summary>A log in which there is always something new: each read is preceded by an append, until it is told to stop.</summary>
internal sealed class BusyLog(IEventLog log, Func<Task> append) : IEventLog
{
    private volatile bool _stopped;

    public int Partitions => log.Partitions;

    public void Stop() => _stopped = true;

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => log.AppendAsync(records, cancel);

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
    {
        if (!_stopped) await append();
        return await log.ReadAsync(partition, fromOffset, maxRecords, cancel);
    }

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => log.ReplaceAsync(partition, records, cancel);

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => log.DropAsync(partition, before, most, cancel);

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => log.StartAsync(partition, cancel);

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => log.EndAsync(partition, cancel);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => log.WaitAsync(partition, offset, cancel);
}
