namespace Recs.Core.Streaming;

/// <summary>
/// States of visitors and all that changes with them, per partition. One commit changes everything of a batch or nothing;
/// epoch and offset keep an owner that has been replaced, or that missed a record, from writing.
/// </summary>
public interface IVisitorStore
{
    /// <summary>
    /// Takes the partition over: the epoch becomes max(stored + 1, unix milliseconds now), so that commits of earlier owners
    /// are refused from here on.
    /// </summary>
    ValueTask<PartitionHead> AcquireAsync(int partition, CancellationToken cancel);

    /// <summary>Visitors as stored, in the order asked; one that is not stored comes with null state. Orders are read where asked for.</summary>
    ValueTask<IReadOnlyList<StoredVisitor>> LoadAsync(int partition, IReadOnlyList<VisitorKey> visitors, bool withOrders, CancellationToken cancel);

    /// <summary>Stored visitors of a site whose id has this hash: one or none, if hashes do not collide.</summary>
    ValueTask<IReadOnlyList<VisitorKey>> FindByHashAsync(int partition, SiteId site, ulong hash, CancellationToken cancel);

    /// <summary>Visitors of a site with a timer due at or before <paramref name="until"/>, by (due, visitor id in ordinal UTF-8 order), at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<DueVisitor>> LoadDueAsync(int partition, SiteId site, Instant until, int limit, CancellationToken cancel);

    /// <summary>All counters of the partition.</summary>
    IAsyncEnumerable<StoredCounter> LoadCountersAsync(int partition, CancellationToken cancel);

    /// <summary>Writes everything or, with an outcome other than <see cref="CommitOutcome.Committed"/>, nothing.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel);

    /// <summary>The earliest timer of a site's visitors in the partition, or null.</summary>
    ValueTask<Instant?> NextDueAsync(int partition, SiteId site, CancellationToken cancel);

    /// <summary>Records waiting to be appended to the log, oldest first.</summary>
    ValueTask<IReadOnlyList<OutboxRecord>> ReadOutboxAsync(int partition, int limit, CancellationToken cancel);

    /// <summary>
    /// The outbox records up to and including a sequence number are durably in the log: they are removed, and the aliases they
    /// carried become visible to <see cref="IVisitorReader.ResolveAsync"/>, in one step.
    /// </summary>
    Task CompleteOutboxAsync(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases, CancellationToken cancel);

    /// <summary>Published changes that name an erased visitor get other bytes, under their numbers; all of them or none. A number that is not there is no error.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task ReplaceChangesAsync(int partition, IReadOnlyList<StoredChange> changes, CancellationToken cancel);

    /// <summary>Drops the oldest published changes of a partition: those that records before an offset caused, at most so many.</summary>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was dropped.</exception>
    Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel);

    /// <summary>
    /// The ids of an erased visitor go from what belongs to no partition: every alias they are part of on either side, and the
    /// texts behind their hashes unless a product has the same id.
    /// </summary>
    /// <returns>How many rows went.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel);
}
