using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>Random commits over few keys, so that replacing, removing and moving are common; some with a wrong epoch or offset.</summary>
internal sealed class CommitGenerator(Random random, IReadOnlyList<SiteId> sites)
{
    private static readonly string[] Ids = ["\u0001order:1", "A", "a", "aa", "é", "％", "😀", "user"];
    private static readonly ulong[] Hashes = [0, 1, 2, long.MaxValue, 1UL << 63, ulong.MaxValue];

    public PartitionCommit Next(PartitionHead head)
    {
        var from = head.NextOffset + Rarely(random.Next(-2, 3));
        return new PartitionCommit
        {
            Partition = head.Partition,
            Epoch = head.Epoch - Rarely(random.Next(0, 3)),
            FromOffset = from,
            NextOffset = from + random.Next(0, 4),
            Visitors = [.. Some(12).Select(_ => new VisitorWrite(Key(), MaybeBytes(), Maybe(() => new Instant(random.Next(-5, 20))))).DistinctBy(x => x.Key)],
            Orders = [.. Some(12).Select(_ => new OrderWrite(Key(), Pick(Hashes), MaybeBytes())).DistinctBy(x => (x.Key, x.Hash))],
            Sites = [.. Some(3).Select(_ => new StoredSite(Pick(sites), Bytes())).DistinctBy(x => x.Site)],
            Counters = [.. Some(8).Select(_ => new StoredCounter(Pick(sites), (byte)random.Next(3), Pick(Hashes), Bytes())).DistinctBy(x => (x.Site, x.Kind, x.Key))],
            Changes = [.. Some(4).Select((_, i) => new StoredChange(head.NextChange + i, Bytes()))],
            Outbox = [.. Some(4).Select((_, i) => new OutboxRecord(head.NextOutbox + i, Bytes()))],
            Sightings = [.. Some(6).Select(_ => (Site: Pick(sites), Item: Item())).DistinctBy(x => (x.Site, x.Item.Item))],
            ClaimedSightings = [.. Some(6).Select(_ => (Site: Pick(sites), Item: Item())).DistinctBy(x => (x.Site, x.Item.Item))],
            Names = [.. Some(6).Select(_ => (Site: Pick(sites), Hash: (ulong)random.Next(256))).Distinct().Select(x => (x.Site, x.Hash, "text " + x.Hash))],
        };
    }

    public AliasBinding[] Aliases() =>
        [.. Some(3).Select(_ => new AliasBinding(Pick(sites), new VisitorId("a" + random.Next(StoreDump.Aliases)), new VisitorId("user " + random.Next(4)))).DistinctBy(x => (x.Site, x.Alias))];

    private VisitorKey Key() => new(Pick(sites), new VisitorId(Pick(Ids)));

    private ItemLine Item() => new(new ItemId("item " + random.Next(5)))
    {
        Name = Text(),
        Category = Text(),
        Brand = Text(),
        Price = Maybe(() => random.Next(1000) / 100m),
        Currency = Text(),
    };

    private string? Text() => random.Next(2) == 0 ? null : "text " + random.Next(10);

    private T? Maybe<T>(Func<T> value)
        where T : struct => random.Next(3) == 0 ? null : value();

    private byte[]? MaybeBytes() => random.Next(4) == 0 ? null : Bytes();

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(20)];
        random.NextBytes(bytes);
        return bytes;
    }

    private int Rarely(int value) => random.Next(8) == 0 ? value : 0;

    private IEnumerable<int> Some(int atMost) => Enumerable.Range(0, random.Next(atMost + 1));

    private T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
