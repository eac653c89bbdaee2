using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>
/// The single writer of a partition: reads the log from where the stored states end, applies records turn by turn and
/// commits each turn whole. After any failure it starts again from the store, so memory never runs ahead of it.
/// </summary>
public sealed class VisitorPartition(int partition, IEventLog log, IVisitorStore store, Func<IPartitionCounts> counts, PartitionOptions options)
{
    private PartitionMemory? _memory;
    private (long From, Task<IReadOnlyList<StoredRecord>> Records)? _readAhead;

    public int Partition => partition;

    /// <summary>The first offset that is not in the states; null before the first turn.</summary>
    public long? NextOffset => _memory?.NextOffset;

    /// <summary>The sites of the partition with the time their clock shows and whether they live; empty before the first turn.</summary>
    public IEnumerable<(SiteId Site, Instant Clock, bool Live)> Sites =>
        _memory?.Sites.Select(s => (s.Site, s.State.Clock, s.State.Live)) ?? [];

    /// <summary>Applies and commits the next batch.</summary>
    /// <returns>False when the log has nothing new.</returns>
    /// <exception cref="PartitionLostException">Another owner has taken over.</exception>
    /// <exception cref="StoreUnavailableException">Nothing was committed; call again later.</exception>
    public async ValueTask<bool> TurnAsync(CancellationToken cancel)
    {
        try
        {
            _memory ??= await PartitionMemory.OpenAsync(partition, store, counts(), options.CachedVisitors, cancel);
            var stored = await ReadAsync(_memory.NextOffset, cancel);
            if (stored.Count == 0) return false;
            await RunAsync(_memory, stored, cancel);
            return true;
        }
        catch
        {
            (_memory, _readAhead) = (null, null);
            throw;
        }
    }

    private async ValueTask RunAsync(PartitionMemory memory, IReadOnlyList<StoredRecord> stored, CancellationToken cancel)
    {
        var records = new (long Offset, LogRecord Record)[stored.Count];
        for (var i = 0; i < records.Length; i++) records[i] = (stored[i].Offset, LogRecordCodec.Decode(stored[i].Bytes.Span));
        var commit = await new PartitionTurn(memory, options, records).RunAsync(cancel);
        ReadAhead(commit.NextOffset, cancel);
        switch (await store.CommitAsync(commit, cancel))
        {
            case CommitOutcome.Committed:
                memory.NextOffset = commit.NextOffset;
                memory.Visitors.Evict();
                break;
            case CommitOutcome.StaleEpoch:
                throw new PartitionLostException($"Partition {partition} has been taken over by another owner; this one (epoch {commit.Epoch}) stops.");
            case CommitOutcome.OffsetGap:
                throw new PartitionLostException($"Partition {partition} stands elsewhere than at offset {commit.FromOffset}; its owner starts again from the store.");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // Reading the next batch overlaps with the commit of this one.
    private void ReadAhead(long from, CancellationToken cancel) => _readAhead = (from, log.ReadAsync(partition, from, options.BatchSize, cancel).AsTask());

    private async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long from, CancellationToken cancel)
    {
        var ahead = _readAhead;
        _readAhead = null;
        if (ahead is { } read && read.From == from && await read.Records is { Count: > 0 } records) return records;
        return await log.ReadAsync(partition, from, options.BatchSize, cancel);
    }
}

/// <summary>A commit was refused: another owner writes, or wrote, this partition.</summary>
public sealed class PartitionLostException(string message) : RecsException(message);
