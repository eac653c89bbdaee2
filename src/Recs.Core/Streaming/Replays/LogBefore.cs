namespace Recs.Core.Streaming.Replays;

/// <summary>A log as far as an offset that is the same for all partitions looked at and may be moved on.</summary>
internal sealed class LogBefore(IEventLog log) : IEventLog
{
    /// <summary>The first offset that is not read.</summary>
    public long End { get; set; }

    public int Partitions => log.Partitions;

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        fromOffset >= End ? [] : await log.ReadAsync(partition, fromOffset, (int)Math.Min(maxRecords, End - fromOffset), cancel);

    public async ValueTask<long> EndAsync(int partition, CancellationToken cancel) => Math.Min(End, await log.EndAsync(partition, cancel));

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => log.StartAsync(partition, cancel);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => log.WaitAsync(partition, offset, cancel);

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => throw LogUntil.Refused();

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => throw LogUntil.Refused();

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => throw LogUntil.Refused();
}
