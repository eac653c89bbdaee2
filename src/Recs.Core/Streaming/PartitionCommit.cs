using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Streaming;

/// <summary>What an owner starts from.</summary>
/// <param name="Partition">Which one.</param>
/// <param name="Epoch">The owner's epoch; goes into each commit.</param>
/// <param name="NextOffset">The first record that is not yet in the states; 0 at first.</param>
/// <param name="NextChange">The sequence number of the next published change; 0 at first.</param>
/// <param name="NextOutbox">The sequence number of the next outbox record; 0 at first.</param>
/// <param name="Sites">What is kept per site, as last committed.</param>
public sealed record PartitionHead(int Partition, long Epoch, long NextOffset, long NextChange, long NextOutbox, IReadOnlyList<StoredSite> Sites);

/// <summary>What a partition keeps of one site: its clock, options and totals.</summary>
/// <param name="Site">The site.</param>
/// <param name="Bytes">As <see cref="SitePartitionState"/> writes it.</param>
public sealed record StoredSite(SiteId Site, byte[] Bytes);

/// <param name="Key">Whose.</param>
/// <param name="State">As the state codec writes it; null: nothing is stored.</param>
/// <param name="Orders">Every order of the visitor by order hash, ascending as unsigned numbers; empty unless asked for.</param>
public sealed record StoredVisitor(VisitorKey Key, byte[]? State, IReadOnlyList<StoredOrder> Orders);

/// <param name="Hash">The hash of the order id.</param>
/// <param name="Bytes">As the order codec writes it.</param>
public readonly record struct StoredOrder(ulong Hash, byte[] Bytes);

public readonly record struct DueVisitor(Instant Due, VisitorKey Key);

/// <param name="Site">The site.</param>
/// <param name="Kind">What is counted; numbers belong to the counting code.</param>
/// <param name="Key">Which one: the hash of an item, say.</param>
/// <param name="Bytes">As the counting code writes it.</param>
public readonly record struct StoredCounter(SiteId Site, byte Kind, ulong Key, byte[] Bytes);

/// <param name="Version">Pass this as <c>afterVersion</c> next time.</param>
/// <param name="Counters">Each changed counter once, as it is now, with the partition it belongs to.</param>
public sealed record CounterChanges(long Version, IReadOnlyList<(int Partition, StoredCounter Counter)> Counters);

/// <param name="Version">Pass this as <c>afterVersion</c> next time.</param>
/// <param name="Items">Each product once.</param>
public sealed record SightingChanges(long Version, IReadOnlyList<ItemLine> Items);

/// <param name="Sequence">Its place among the changes of the partition.</param>
/// <param name="Bytes">As <see cref="Visitors.VisitorChange"/> writes it.</param>
/// <param name="Offset">The record that caused it, or that let its timer pass.</param>
public readonly record struct StoredChange(long Sequence, byte[] Bytes, long Offset = 0);

/// <summary>A record that the owner wants in the log, addressed by its own visitor.</summary>
/// <param name="Sequence">Its place in the partition's outbox.</param>
/// <param name="Bytes">As <see cref="LogRecordCodec"/> writes it.</param>
public readonly record struct OutboxRecord(long Sequence, byte[] Bytes);

/// <summary>From now on collectors file events under an anonymous id with the user.</summary>
public readonly record struct AliasBinding(SiteId Site, VisitorId Alias, VisitorId User);

public enum CommitOutcome
{
    Committed,

    /// <summary>Another owner has taken the partition over: stop.</summary>
    StaleEpoch,

    /// <summary><see cref="PartitionCommit.FromOffset"/> is not where the stored states end: read the head again.</summary>
    OffsetGap,
}

/// <summary>Everything a batch changed. Each list holds a key at most once.</summary>
public sealed class PartitionCommit
{
    public required int Partition { get; init; }

    public required long Epoch { get; init; }

    /// <summary>Must equal the stored next offset.</summary>
    public required long FromOffset { get; init; }

    /// <summary>The stored next offset from now on; equal to <see cref="FromOffset"/> where only timers fired.</summary>
    public required long NextOffset { get; init; }

    public IReadOnlyList<VisitorWrite> Visitors { get; init; } = [];

    public IReadOnlyList<OrderWrite> Orders { get; init; } = [];

    public IReadOnlyList<StoredSite> Sites { get; init; } = [];

    public IReadOnlyList<StoredCounter> Counters { get; init; } = [];

    /// <summary>Published changes; sequence numbers go on from the head's.</summary>
    public IReadOnlyList<StoredChange> Changes { get; init; } = [];

    /// <summary>Records for the log; sequence numbers go on from the head's.</summary>
    public IReadOnlyList<OutboxRecord> Outbox { get; init; } = [];

    /// <summary>Products named in events; facts left null keep what is stored.</summary>
    public IReadOnlyList<(SiteId Site, ItemLine Item)> Sightings { get; init; } = [];

    /// <summary>What came of lists of recommendations; kept for <see cref="IListStore"/> to read, and dropped with age.</summary>
    public IReadOnlyList<ListOutcome> Outcomes { get; init; } = [];

    /// <summary>Texts behind hashes in the states.</summary>
    public IReadOnlyList<(SiteId Site, ulong Hash, string Text)> Names { get; init; } = [];

    /// <summary>As <see cref="Sightings"/>, but named by browsers only, which may make them up: new ones are kept while the site has room for such, and facts only where <see cref="Sightings"/> never told them (price and currency are one fact).</summary>
    public IReadOnlyList<(SiteId Site, ItemLine Item)> ClaimedSightings { get; init; } = [];

    /// <summary>As <see cref="Names"/>, but of browsers' events only: new ones are kept while the site has room for such.</summary>
    public IReadOnlyList<(SiteId Site, ulong Hash, string Text)> ClaimedNames { get; init; } = [];
}

/// <param name="Key">Whose.</param>
/// <param name="State">The state; null removes the visitor.</param>
/// <param name="Due">The visitor's next timer; null: none.</param>
public readonly record struct VisitorWrite(VisitorKey Key, byte[]? State, Instant? Due);

/// <param name="Key">Whose.</param>
/// <param name="Hash">The hash of the order id.</param>
/// <param name="Bytes">The order; null removes it.</param>
public readonly record struct OrderWrite(VisitorKey Key, ulong Hash, byte[]? Bytes);
