using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming.Retention;

/// <summary>A log that shows the records of one partition only, as where retention has not come to the others yet.</summary>
internal sealed class OnePartition(IEventLog log, int only) : IEventLog
{
    public int Partitions => log.Partitions;

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        partition == only ? log.ReadAsync(partition, fromOffset, maxRecords, cancel) : ValueTask.FromResult<IReadOnlyList<StoredRecord>>([]);

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => log.AppendAsync(records, cancel);

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => log.ReplaceAsync(partition, records, cancel);

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => log.DropAsync(partition, before, most, cancel);

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => log.StartAsync(partition, cancel);

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => log.EndAsync(partition, cancel);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => log.WaitAsync(partition, offset, cancel);
}
