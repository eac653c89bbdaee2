using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

/// <summary>A store that now and then cannot write, or whose partition another owner takes over for a moment.</summary>
internal sealed class FlakyStore(IVisitorStore store, int seed) : IVisitorStore
{
    private readonly Random _random = new(seed);

    /// <summary>How often each thing went wrong.</summary>
    public SortedDictionary<string, int> Faults { get; } = [];

    /// <summary>Of ten writes so many go wrong.</summary>
    public int Rate { get; set; } = 3;

    public async Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel)
    {
        switch (Fault(4))
        {
            case 0:
                Count("unavailable");
                throw new StoreUnavailableException("The disk is full.", new IOException());
            case 1:
                Count("taken over");
                await store.AcquireAsync(commit.Partition, cancel);
                return await store.CommitAsync(commit, cancel);
            case 2:
                // As an owner that was slow: its batch is there already, by another's hand.
                Count("committed by another");
                var outcome = await store.CommitAsync(commit, cancel);
                return commit.FromOffset == commit.NextOffset ? outcome : await store.CommitAsync(commit, cancel);
            case 3:
                Count("answer lost");
                await store.CommitAsync(commit, cancel);
                throw new StoreUnavailableException("The answer was lost.", new IOException());
            default:
                return await store.CommitAsync(commit, cancel);
        }
    }

    public async Task CompleteOutboxAsync(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases, CancellationToken cancel)
    {
        if (Fault(1) == 0)
        {
            Count("outbox not completed");
            throw new StoreUnavailableException("The disk is full.", new IOException());
        }

        await store.CompleteOutboxAsync(partition, upToSequence, aliases, cancel);
    }

    public Task ReplaceChangesAsync(int partition, IReadOnlyList<StoredChange> changes, CancellationToken cancel)
    {
        if (Fault(1) != 0) return store.ReplaceChangesAsync(partition, changes, cancel);
        Count("changes not replaced");
        throw new StoreUnavailableException("The disk is full.", new IOException());
    }

    public Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel) => store.DropChangesAsync(partition, beforeOffset, most, cancel);

    public Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel)
    {
        if (Fault(1) != 0) return store.ForgetAsync(site, ids, cancel);
        Count("not forgotten");
        throw new StoreUnavailableException("The disk is full.", new IOException());
    }

    public ValueTask<IReadOnlyList<VisitorKey>> FindByHashAsync(int partition, SiteId site, ulong hash, CancellationToken cancel) =>
        store.FindByHashAsync(partition, site, hash, cancel);

    public ValueTask<PartitionHead> AcquireAsync(int partition, CancellationToken cancel) => store.AcquireAsync(partition, cancel);

    public ValueTask<IReadOnlyList<StoredVisitor>> LoadAsync(int partition, IReadOnlyList<VisitorKey> visitors, bool withOrders, CancellationToken cancel) =>
        store.LoadAsync(partition, visitors, withOrders, cancel);

    public ValueTask<IReadOnlyList<DueVisitor>> LoadDueAsync(int partition, SiteId site, Instant until, int limit, CancellationToken cancel) =>
        store.LoadDueAsync(partition, site, until, limit, cancel);

    public IAsyncEnumerable<StoredCounter> LoadCountersAsync(int partition, CancellationToken cancel) => store.LoadCountersAsync(partition, cancel);

    public ValueTask<Instant?> NextDueAsync(int partition, SiteId site, CancellationToken cancel) => store.NextDueAsync(partition, site, cancel);

    public ValueTask<IReadOnlyList<OutboxRecord>> ReadOutboxAsync(int partition, int limit, CancellationToken cancel) => store.ReadOutboxAsync(partition, limit, cancel);

    private int Fault(int kinds)
    {
        lock (_random) return _random.Next(10) < Rate ? _random.Next(kinds) : -1;
    }

    private void Count(string what)
    {
        lock (_random) Faults[what] = Faults.GetValueOrDefault(what) + 1;
    }
}
