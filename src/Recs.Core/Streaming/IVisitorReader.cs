namespace Recs.Core.Streaming;

/// <summary>What serving, reports and collectors read of visitors and counts. Reads see committed batches only and never wait for an owner.</summary>
public interface IVisitorReader
{
    /// <summary>The canonical visitor of each id: the user an anonymous id is bound to, else the id itself. Order as asked.</summary>
    ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel);

    /// <summary>The anonymous ids that are bound to a user now, in ordinal UTF-8 order; an id that is bound to itself is not among them.</summary>
    ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel);

    /// <summary>One visitor for serving, with all orders, in one round trip; a read that never waits for the owner. Aliases are not followed.</summary>
    ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel);

    /// <summary>
    /// Every stored visitor of the partition with its orders, by site and visitor id in ordinal UTF-8 order. Whoever has orders
    /// but no state, as an order without any person, comes with a null state.
    /// </summary>
    IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel);

    /// <summary>The sites of a partition: clocks, options, totals. What <see cref="IVisitorStore.AcquireAsync"/> gives, without taking over.</summary>
    ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel);

    /// <summary>Changes published by the partition's owner, from a sequence number on, in order.</summary>
    ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel);

    /// <summary>The number the next published change of each partition will get, by partition. What is below it can be read.</summary>
    ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel);

    /// <summary>Completes when some partition holds a change at its number in the list, or a later one; at once where one does. May complete early.</summary>
    /// <param name="from">A number for each partition, from <see cref="ChangeEndsAsync"/> or after the change read last.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel);

    /// <summary>Counters of a site changed after a version, over all partitions; the version to ask from next time. Pass 0 at first.</summary>
    ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel);

    /// <summary>
    /// Products seen in events of a site after a version (0 at first), with the facts the newest event gave. One that was seen
    /// again with nothing new may be left out.
    /// </summary>
    ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel);

    /// <summary>The text behind a hash: names of items, categories and brands a site's records have named; null if unknown. Order as asked.</summary>
    ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel);
}
