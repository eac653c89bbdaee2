namespace Recs.Core.Streaming;

/// <summary>
/// The durable, partitioned log of records. Offsets are dense per partition, starting at 0; a record once appended never
/// changes its place, and its bytes only where its visitor is erased. The oldest records of a partition may be dropped with age.
/// </summary>
public interface IEventLog
{
    /// <summary>How many partitions the installation has; fixed for its life.</summary>
    int Partitions { get; }

    /// <summary>
    /// Appends all records, each at the end of its partition, in the order given. When the task completes they are durable;
    /// either all of them or none.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing of this call was appended.</exception>
    Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel);

    /// <summary>
    /// Puts other bytes in the place of records that are there already: for the records of erased visitors, and nothing else. Every
    /// offset stays. When the task completes it is durable; either all of them or none.
    /// </summary>
    /// <exception cref="ArgumentException">An offset at which there is no record; nothing was changed.</exception>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel);

    /// <summary>
    /// Drops the oldest records of a partition: those before an offset, at most so many. Those that stay keep their offsets, and the
    /// next record appended goes on from the end, also where nothing stays. When the task completes it is durable.
    /// </summary>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="ArgumentException">The offset lies beyond the end; nothing was dropped.</exception>
    /// <exception cref="StoreUnavailableException">Nothing was dropped.</exception>
    Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel);

    /// <summary>The offset of the oldest record of the partition that was not dropped; the end where there is none.</summary>
    ValueTask<long> StartAsync(int partition, CancellationToken cancel);

    /// <summary>Up to so many records from an offset on, in order, those that were dropped left out; empty at the end.</summary>
    ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel);

    /// <summary>The offset the next record of the partition will get.</summary>
    ValueTask<long> EndAsync(int partition, CancellationToken cancel);

    /// <summary>Completes when the partition may hold a record at this offset (at once if it does). May complete early.</summary>
    Task WaitAsync(int partition, long offset, CancellationToken cancel);
}

/// <param name="Partition">Where it belongs.</param>
/// <param name="Bytes">The record as <see cref="Events.LogRecordCodec"/> writes it.</param>
public readonly record struct NewRecord(int Partition, ReadOnlyMemory<byte> Bytes);

/// <param name="Offset">Its place in the partition.</param>
/// <param name="Bytes">The record as stored.</param>
public readonly record struct StoredRecord(long Offset, ReadOnlyMemory<byte> Bytes);
