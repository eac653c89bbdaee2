using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>A visitor store that passes everything on, for mistakes to be made in.</summary>
internal abstract class PassingVisitorStore(IVisitorStore inner) : IVisitorStore
{
    public virtual ValueTask<PartitionHead> AcquireAsync(int partition, CancellationToken cancel) => inner.AcquireAsync(partition, cancel);

    public virtual ValueTask<IReadOnlyList<StoredVisitor>> LoadAsync(int partition, IReadOnlyList<VisitorKey> visitors, bool withOrders, CancellationToken cancel) =>
        inner.LoadAsync(partition, visitors, withOrders, cancel);

    public virtual ValueTask<IReadOnlyList<DueVisitor>> LoadDueAsync(int partition, SiteId site, Instant until, int limit, CancellationToken cancel) =>
        inner.LoadDueAsync(partition, site, until, limit, cancel);

    public IAsyncEnumerable<StoredCounter> LoadCountersAsync(int partition, CancellationToken cancel) => inner.LoadCountersAsync(partition, cancel);

    public virtual Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) => inner.CommitAsync(commit, cancel);

    public ValueTask<Instant?> NextDueAsync(int partition, SiteId site, CancellationToken cancel) => inner.NextDueAsync(partition, site, cancel);

    public virtual ValueTask<IReadOnlyList<OutboxRecord>> ReadOutboxAsync(int partition, int limit, CancellationToken cancel) => inner.ReadOutboxAsync(partition, limit, cancel);

    public virtual Task CompleteOutboxAsync(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases, CancellationToken cancel) =>
        inner.CompleteOutboxAsync(partition, upToSequence, aliases, cancel);

    public virtual ValueTask<IReadOnlyList<VisitorKey>> FindByHashAsync(int partition, SiteId site, ulong hash, CancellationToken cancel) =>
        inner.FindByHashAsync(partition, site, hash, cancel);

    public virtual Task ReplaceChangesAsync(int partition, IReadOnlyList<StoredChange> changes, CancellationToken cancel) =>
        inner.ReplaceChangesAsync(partition, changes, cancel);

    public virtual Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel) =>
        inner.DropChangesAsync(partition, beforeOffset, most, cancel);

    public virtual Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) => inner.ForgetAsync(site, ids, cancel);

    /// <summary>The commit with some parts replaced.</summary>
    protected static PartitionCommit With(
        PartitionCommit x, long? epoch = null, IReadOnlyList<VisitorWrite>? visitors = null,
        IReadOnlyList<OrderWrite>? orders = null, IReadOnlyList<StoredCounter>? counters = null,
        IReadOnlyList<(SiteId Site, ItemLine Item)>? sightings = null, IReadOnlyList<(SiteId Site, ItemLine Item)>? claimed = null) => new()
        {
            Partition = x.Partition,
            Epoch = epoch ?? x.Epoch,
            FromOffset = x.FromOffset,
            NextOffset = x.NextOffset,
            Visitors = visitors ?? x.Visitors,
            Orders = orders ?? x.Orders,
            Sites = x.Sites,
            Counters = counters ?? x.Counters,
            Changes = x.Changes,
            Outbox = x.Outbox,
            Sightings = sightings ?? x.Sightings,
            Outcomes = x.Outcomes,
            Names = x.Names,
            ClaimedSightings = claimed ?? x.ClaimedSightings,
            ClaimedNames = x.ClaimedNames,
        };
}
