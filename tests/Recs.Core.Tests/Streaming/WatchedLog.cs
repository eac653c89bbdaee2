using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

/// <summary>A log that does something before each read.</summary>
internal sealed class WatchedLog(IEventLog log, Func<Task> beforeRead) : IEventLog
{
    public int Partitions => log.Partitions;

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => log.AppendAsync(records, cancel);

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
    {
        await beforeRead();
        return await log.ReadAsync(partition, fromOffset, maxRecords, cancel);
    }

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => log.ReplaceAsync(partition, records, cancel);

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => log.DropAsync(partition, before, most, cancel);

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => log.StartAsync(partition, cancel);

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => log.EndAsync(partition, cancel);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => log.WaitAsync(partition, offset, cancel);
}
