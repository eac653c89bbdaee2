using Recs.Core.Streaming;

namespace Recs.Cli.Replay;

/// <summary>
/// A log as it stood when each partition ended at a given offset. What owners append is dropped: the records they asked for
/// when they first went through the log are in it already.
/// </summary>
internal sealed class ReplayLog(IEventLog log, IReadOnlyList<long> ends) : IEventLog
{
    public int Partitions => log.Partitions;

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => Task.CompletedTask;

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        log.ReadAsync(partition, fromOffset, (int)Math.Clamp(ends[partition] - fromOffset, 0, maxRecords), cancel);

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => ValueTask.FromResult(ends[partition]);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => log.WaitAsync(partition, offset, cancel);
}
