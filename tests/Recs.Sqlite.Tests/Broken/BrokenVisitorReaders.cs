using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>A visitor reader that passes everything on, for mistakes to be made in.</summary>
internal abstract class PassingVisitorReader(IVisitorReader inner) : IVisitorReader
{
    public virtual ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) => inner.ResolveAsync(site, ids, cancel);

    public virtual ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel) => inner.AliasesAsync(site, user, cancel);

    public virtual ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel) => inner.ReadAsync(visitor, cancel);

    public virtual IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) => inner.ScanAsync(partition, cancel);

    public virtual ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel) => inner.HeadAsync(partition, cancel);

    public virtual ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel) =>
        inner.ReadChangesAsync(partition, fromSequence, limit, cancel);

    public ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel) => inner.ChangeEndsAsync(cancel);

    public Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel) => inner.WaitForChangesAsync(from, cancel);

    public virtual ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        inner.ReadCounterChangesAsync(site, afterVersion, cancel);

    public virtual ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        inner.ReadSightingsAsync(site, afterVersion, cancel);

    public virtual ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel) =>
        inner.ReadNamesAsync(site, hashes, cancel);
}

/// <summary>Reads the user where a device was asked for.</summary>
internal sealed class AliasFollowingReader(IVisitorReader inner) : PassingVisitorReader(inner)
{
    public override async ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel) =>
        await base.ReadAsync(visitor with { Visitor = (await ResolveAsync(visitor.Site, [visitor.Visitor], cancel))[0] }, cancel);
}

/// <summary>Gives each alias once, as a set would.</summary>
internal sealed class DistinctReader(IVisitorReader inner) : PassingVisitorReader(inner)
{
    public override async ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) =>
        [.. (await base.ResolveAsync(site, ids, cancel)).Distinct()];
}

/// <summary>Leaves out of a scan whoever has orders but no state.</summary>
internal sealed class StatesOnlyReader(IVisitorReader inner) : PassingVisitorReader(inner)
{
    public override IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) =>
        base.ScanAsync(partition, cancel).Where(v => v.State is not null);
}

/// <summary>Scans in the order of C#'s strings.</summary>
internal sealed class Utf16Reader(IVisitorReader inner) : PassingVisitorReader(inner)
{
    public override IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel) =>
        base.ScanAsync(partition, cancel).OrderBy(v => v.Key.Site.Value, StringComparer.Ordinal).ThenBy(v => v.Key.Visitor.Value, StringComparer.Ordinal);
}

/// <summary>Gives counters again that were not changed.</summary>
internal sealed class ForgetfulReader(IVisitorReader inner) : PassingVisitorReader(inner)
{
    public override ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) => base.ReadCounterChangesAsync(site, 0, cancel);
}

/// <summary>Begins after the change that was asked for.</summary>
internal sealed class SkippingReader(IVisitorReader inner) : PassingVisitorReader(inner)
{
    public override ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel) =>
        base.ReadChangesAsync(partition, fromSequence + 1, limit, cancel);
}
