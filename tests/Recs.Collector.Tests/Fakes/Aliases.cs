using Recs.Core;
using Recs.Core.Streaming;

namespace Recs.Collector.Tests.Fakes;

/// <summary>Knows aliases, and counts how often it is asked.</summary>
internal sealed class Aliases : IVisitorReader
{
    public Dictionary<string, string> UserOf { get; } = [];

    public int Asked { get; private set; }

    public ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel)
    {
        Asked++;
        return new([.. ids.Select(id => new VisitorId(UserOf.GetValueOrDefault(id.Value, id.Value)))]);
    }

    public ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel) =>
        throw new NotSupportedException();
}
