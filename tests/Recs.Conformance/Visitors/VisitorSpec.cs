using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>What the suites of the visitor store and of its reader share.</summary>
public abstract class VisitorSpec : Spec<VisitorPorts>
{
    protected static readonly SiteId Site = SiteId.Default;
    protected static readonly SiteId OtherSite = new("other");

    protected IVisitorStore Store => Ports.Store;

    protected IVisitorReader Reader => Ports.Reader;

    protected ValueTask<PartitionHead> Acquire(int partition) => Store.AcquireAsync(partition, Cancel);

    /// <summary>A visitor of the partition whose id starts with the text.</summary>
    protected VisitorKey Key(int partition, string start, SiteId? site = null)
    {
        for (var i = 0; ; i++)
        {
            var key = new VisitorKey(site ?? Site, new VisitorId(start + "-" + i));
            if (Partitioner.Of(key.Site, key.Visitor, Ports.Partitions) == partition) return key;
        }
    }

    /// <summary>A batch of the owner that has this head; changes and outbox records are numbered on from it.</summary>
    protected static PartitionCommit Batch(
        PartitionHead head,
        VisitorWrite[]? visitors = null,
        OrderWrite[]? orders = null,
        StoredSite[]? sites = null,
        StoredCounter[]? counters = null,
        byte[][]? changes = null,
        byte[][]? outbox = null,
        (SiteId Site, ItemLine Item)[]? sightings = null,
        (SiteId Site, ulong Hash, string Text)[]? names = null,
        (SiteId Site, ItemLine Item)[]? claimed = null,
        int records = 1) => new()
        {
            Partition = head.Partition,
            Epoch = head.Epoch,
            FromOffset = head.NextOffset,
            NextOffset = head.NextOffset + records,
            Visitors = visitors ?? [],
            Orders = orders ?? [],
            Sites = sites ?? [],
            Counters = counters ?? [],
            Changes = [.. (changes ?? []).Select((bytes, i) => new StoredChange(head.NextChange + i, bytes))],
            Outbox = [.. (outbox ?? []).Select((bytes, i) => new OutboxRecord(head.NextOutbox + i, bytes))],
            Sightings = sightings ?? [],
            Names = names ?? [],
            ClaimedSightings = claimed ?? [],
        };

    /// <summary>A batch that writes something of every kind, told apart by the mark.</summary>
    protected PartitionCommit FullBatch(PartitionHead head, byte mark) => Batch(
        head,
        visitors: [new(Key(head.Partition, "full"), [mark, 1], new Instant(mark))],
        orders: [new(Key(head.Partition, "full"), mark, [mark, 2])],
        sites: [new(Site, [mark, 3])],
        counters: [new(Site, 1, 7, [mark, 4])],
        changes: [[mark, 5]],
        outbox: [[mark, 6]],
        sightings: [(Site, new ItemLine(new ItemId("item")) { Name = "name " + mark })],
        names: [(Site, mark, "text " + mark)]);

    /// <summary>Commits what must be accepted, and gives the head after it.</summary>
    protected async Task<PartitionHead> Committed(PartitionCommit commit)
    {
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit, Cancel));
        return await Reader.HeadAsync(commit.Partition, Cancel);
    }

    /// <summary>Everything that can be read of the installation.</summary>
    protected Task<string> Dump() => StoreDump.ReadAsync(Ports, [Site, OtherSite], Cancel);

    protected async Task<byte[]?> State(VisitorKey key) =>
        (await Store.LoadAsync(Partitioner.Of(key.Site, key.Visitor, Ports.Partitions), [key], withOrders: false, Cancel)).Single().State;
}
