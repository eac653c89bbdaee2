using Recs.Core.Streaming;

namespace Recs.Cli.Replay;

/// <summary>
/// A log as it stood when each partition ended at a given offset, without the records of a later time. What owners append is
/// dropped: the records they asked for when they first went through the log are in it already.
/// </summary>
internal sealed class ReplayLog(IEventLog log, IReadOnlyList<long> ends, ReplayCut cut) : IEventLog
{
    public int Partitions => log.Partitions;

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Empty only at the end: where a whole batch is left out, the next one is read.</summary>
    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
    {
        while (fromOffset < ends[partition])
        {
            var batch = await log.ReadAsync(partition, fromOffset, (int)Math.Min(maxRecords, ends[partition] - fromOffset), cancel);
            var taken = batch.Where(r => cut.Takes(partition, r)).ToList();
            if (taken.Count > 0) return taken;
            fromOffset = batch[^1].Offset + 1;
        }

        return [];
    }

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => ValueTask.FromResult(ends[partition]);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => log.WaitAsync(partition, offset, cancel);
}
