using Recs.Core.Streaming;

namespace Recs.Core.Tests.Recommendations.Visitors;

/// <summary>A store that counts how often a visitor is read.</summary>
internal sealed class CountingReads(IVisitorReader inner) : IVisitorReader
{
    private int _visitors;

    public int Visitors => _visitors;

    public ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel)
    {
        Interlocked.Increment(ref _visitors);
        return inner.ReadAsync(visitor, cancel);
    }

    public ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) => inner.ResolveAsync(site, ids, cancel);

    public ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel) => inner.AliasesAsync(site, user, cancel);

    public IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) => inner.ScanAsync(partition, cancel);

    public ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel) => inner.HeadAsync(partition, cancel);

    public ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel) =>
        inner.ReadChangesAsync(partition, fromSequence, limit, cancel);

    public ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel) => inner.ChangeEndsAsync(cancel);

    public Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel) => inner.WaitForChangesAsync(from, cancel);

    public ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        inner.ReadCounterChangesAsync(site, afterVersion, cancel);

    public ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        inner.ReadSightingsAsync(site, afterVersion, cancel);

    public ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel) =>
        inner.ReadNamesAsync(site, hashes, cancel);
}
