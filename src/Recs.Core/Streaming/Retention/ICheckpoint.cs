using Recs.Core.Streaming.Replays;

namespace Recs.Core.Streaming.Retention;

/// <summary>
/// The states as they were before the oldest records that are kept: per partition the fold of all records before an offset, its
/// head's <see cref="PartitionHead.NextOffset"/>. It is a visitor store that follows the live one at the distance of the age, so
/// every commit takes it from one whole state to the next. It keeps numbers of changes and outbox records, not the records themselves.
/// </summary>
public interface ICheckpoint
{
    /// <summary>The fold, as owners of its partitions write it.</summary>
    IVisitorStore Store { get; }

    /// <summary>Its reading side.</summary>
    IVisitorReader Reader { get; }

    /// <summary>Sites of which records that had lost their visitor to an erasure are in the fold: its counters lack their share.</summary>
    ValueTask<IReadOnlySet<SiteId>> ErasedSitesAsync(CancellationToken cancel);

    /// <summary>Remembers what cannot be told from the states once the records are dropped; what is known already stays.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was kept.</exception>
    Task KeepAsync(CheckpointNotes notes, CancellationToken cancel);

    /// <summary>The message ids of dropped records of history of a site, in no order: by these an import knows what it has sent.</summary>
    IAsyncEnumerable<string> MessageIdsAsync(SiteId site, CancellationToken cancel);

    /// <summary>Forgets message ids of a site; one that is not there is no error.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task ForgetMessageIdsAsync(SiteId site, IReadOnlyList<string> messageIds, CancellationToken cancel);

    /// <summary>Compares what is stored with the checksum that was kept with every write.</summary>
    /// <exception cref="StoredFormatException">It is damaged; the message says where and what to do.</exception>
    ValueTask CheckAsync(int partition, CancellationToken cancel);

    /// <summary>A checked copy, for a replay to go on from; disposing of it removes it.</summary>
    /// <exception cref="StoredFormatException">The checkpoint is damaged.</exception>
    ValueTask<ReplayStore> CopyAsync(CancellationToken cancel);
}

/// <summary>What records told besides the states they made.</summary>
/// <param name="ErasedSites">Sites of whose visitors some were erased.</param>
/// <param name="MessageIds">Message ids of records of history.</param>
public sealed record CheckpointNotes(IReadOnlyCollection<SiteId> ErasedSites, IReadOnlyCollection<(SiteId Site, string MessageId)> MessageIds)
{
    public bool IsEmpty => ErasedSites.Count == 0 && MessageIds.Count == 0;
}
