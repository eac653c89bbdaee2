using Recs.Core;
using Recs.Core.Streaming;

namespace Recs.TestKit;

/// <summary>A store's reader that passes everything on; tests change what they are about.</summary>
public abstract class PassingReads(IVisitorReader inner) : IVisitorReader
{
    public virtual ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel) => inner.ReadAsync(visitor, cancel);

    public virtual ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel) => inner.HeadAsync(partition, cancel);

    public ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) => inner.ResolveAsync(site, ids, cancel);

    public ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel) => inner.AliasesAsync(site, user, cancel);

    public IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) => inner.ScanAsync(partition, cancel);

    public ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel) =>
        inner.ReadChangesAsync(partition, fromSequence, limit, cancel);

    public ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel) => inner.ChangeEndsAsync(cancel);

    public Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel) => inner.WaitForChangesAsync(from, cancel);

    public ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) => inner.ReadCounterChangesAsync(site, afterVersion, cancel);

    public ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel) => inner.ReadSightingsAsync(site, afterVersion, cancel);

    public ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel) => inner.ReadNamesAsync(site, hashes, cancel);
}
