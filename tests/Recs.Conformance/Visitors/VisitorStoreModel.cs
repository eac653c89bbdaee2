using System.Text;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>The visitor store as plain dictionaries: what an adapter is compared with.</summary>
internal sealed class VisitorStoreModel(int partitions)
{
    private static readonly Comparer<string> Utf8Order =
        Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    private readonly Partition[] _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new Partition())];
    private readonly Dictionary<(SiteId, string), Sighted> _sightings = [];
    private readonly Dictionary<(SiteId, ulong), string> _names = [];
    private readonly Dictionary<(SiteId, VisitorId), VisitorId> _aliases = [];

    public long Acquire(int partition, Instant now) =>
        _partitions[partition].Epoch = Math.Max(_partitions[partition].Epoch + 1, now.UnixMilliseconds);

    public CommitOutcome Commit(PartitionCommit commit)
    {
        var p = _partitions[commit.Partition];
        if (commit.Epoch < p.Epoch) return CommitOutcome.StaleEpoch;
        if (commit.FromOffset != p.NextOffset) return CommitOutcome.OffsetGap;
        p.NextOffset = commit.NextOffset;
        foreach (var x in commit.Visitors) Set(p.Visitors, x.Key, x.State is null ? null : x);
        foreach (var x in commit.Orders) Set(p.Orders, (x.Key, x.Hash), x.Bytes is null ? null : x);
        foreach (var x in commit.Sites) p.Sites[x.Site] = x;
        foreach (var x in commit.Counters) p.Counters[(x.Site.Value, x.Kind, x.Key)] = x;
        p.Changes.AddRange(commit.Changes);
        p.Outbox.AddRange(commit.Outbox);
        p.NextOutbox += commit.Outbox.Count;
        foreach (var (site, item) in commit.Sightings) _sightings[(site, item.Item.Value)] = Known(site, item).Told(item);
        foreach (var (site, item) in commit.ClaimedSightings) _sightings[(site, item.Item.Value)] = Known(site, item).Claimed(item);
        foreach (var (site, hash, text) in commit.Names) _names[(site, hash)] = text;
        return CommitOutcome.Committed;
    }

    public void CompleteOutbox(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases)
    {
        _partitions[partition].Outbox.RemoveAll(r => r.Sequence <= upToSequence);
        foreach (var x in aliases) _aliases[(x.Site, x.Alias)] = x.User;
    }

    public PartitionHead Head(int partition)
    {
        var p = _partitions[partition];
        return new PartitionHead(partition, p.Epoch, p.NextOffset, p.Changes.Count, p.NextOutbox, [.. p.Sites.Values]);
    }

    /// <summary>What <see cref="StoreDump.ReadAsync"/> gives of an adapter that does the same.</summary>
    public string Dump(IReadOnlyList<SiteId> sites)
    {
        var text = new StringBuilder();
        for (var i = 0; i < _partitions.Length; i++) DumpPartition(text, i, sites);
        foreach (var site in sites) DumpSite(text, site);
        return text.ToString();
    }

    private void DumpPartition(StringBuilder text, int number, IReadOnlyList<SiteId> sites)
    {
        var p = _partitions[number];
        StoreDump.Append(text, Head(number));
        foreach (var key in p.Visitors.Keys.Union(p.Orders.Values.Select(o => o.Key)).OrderBy(k => k.Site.Value, Utf8Order).ThenBy(k => k.Visitor.Value, Utf8Order))
            StoreDump.Append(text, new StoredVisitor(key, p.Visitors.TryGetValue(key, out var visitor) ? visitor.State : null, OrdersOf(p, key)));
        foreach (var counter in p.Counters.OrderBy(c => c.Key)) StoreDump.Append(text, number, counter.Value);
        foreach (var record in p.Outbox) StoreDump.AppendLine(text, $"outbox {record.Sequence} {StoreDump.Hex(record.Bytes)}");
        foreach (var change in p.Changes) StoreDump.AppendLine(text, $"change {change.Sequence} {StoreDump.Hex(change.Bytes)}");
        foreach (var site in sites) DumpTimers(text, p, site);
    }

    private static StoredOrder[] OrdersOf(Partition p, VisitorKey key) =>
        [.. p.Orders.Values.Where(o => o.Key == key).OrderBy(o => o.Hash).Select(o => new StoredOrder(o.Hash, o.Bytes!))];

    private static void DumpTimers(StringBuilder text, Partition p, SiteId site)
    {
        var due = p.Visitors.Values.Where(v => v.Key.Site == site && v.Due is not null)
            .OrderBy(v => v.Due).ThenBy(v => v.Key.Visitor.Value, Utf8Order).ToList();
        StoreDump.AppendLine(text, $"due {site} {(due.Count == 0 ? null : due[0].Due?.UnixMilliseconds)}");
        foreach (var visitor in due) StoreDump.AppendLine(text, $"due {site} {visitor.Due!.Value.UnixMilliseconds} {visitor.Key.Visitor}");
    }

    private void DumpSite(StringBuilder text, SiteId site)
    {
        var counters = _partitions.SelectMany((p, i) => p.Counters.Values.Select(c => (Partition: i, Counter: c))).Where(c => c.Counter.Site == site);
        foreach (var (p, counter) in counters.OrderBy(c => (c.Partition, c.Counter.Kind, c.Counter.Key))) StoreDump.Append(text, p, counter);
        foreach (var (_, x) in _sightings.Where(s => s.Key.Item1 == site).OrderBy(s => s.Key.Item2, StringComparer.Ordinal))
            StoreDump.AppendLine(text, $"sighting {site} {x.Line.Item} {x.Line.Name} {x.Line.Category} {x.Line.Brand} {x.Line.Price} {x.Line.Currency}");
        for (var i = 0; i < StoreDump.Names; i++)
            if (_names.TryGetValue((site, (ulong)i), out var name)) StoreDump.AppendLine(text, $"name {site} {i} {name}");
        for (var i = 0; i < StoreDump.Aliases; i++)
            StoreDump.AppendLine(text, $"alias {site} {i} {_aliases.GetValueOrDefault((site, new VisitorId("a" + i)), new VisitorId("a" + i))}");
    }

    private Sighted Known(SiteId site, ItemLine item) => _sightings.GetValueOrDefault((site, item.Item.Value), new Sighted(new ItemLine(item.Item), new ItemLine(item.Item)));

    private static void Set<TKey, TValue>(Dictionary<TKey, TValue> values, TKey key, TValue? value)
        where TKey : notnull
        where TValue : struct
    {
        if (value is { } known) values[key] = known;
        else values.Remove(key);
    }

    private sealed class Partition
    {
        public long Epoch { get; set; }

        public long NextOffset { get; set; }

        public long NextOutbox { get; set; }

        public Dictionary<VisitorKey, VisitorWrite> Visitors { get; } = [];

        public Dictionary<(VisitorKey, ulong), OrderWrite> Orders { get; } = [];

        public Dictionary<SiteId, StoredSite> Sites { get; } = [];

        public Dictionary<(string, byte, ulong), StoredCounter> Counters { get; } = [];

        public List<StoredChange> Changes { get; } = [];

        public List<OutboxRecord> Outbox { get; } = [];
    }

    // What is known of a product, and how much of it the shop told.
    private sealed record Sighted(ItemLine Line, ItemLine ByShop)
    {
        private bool IsPriceTold => ByShop.Price is not null || ByShop.Currency is not null;

        public Sighted Told(ItemLine item)
        {
            var ofPrice = item.Price is not null || item.Currency is not null;
            var first = ofPrice && !IsPriceTold ? Line with { Price = null, Currency = null } : Line;
            return new Sighted(Joined(first, item), Joined(ByShop, item));
        }

        public Sighted Claimed(ItemLine item) => this with
        {
            Line = Joined(Line, item with
            {
                Name = ByShop.Name is null ? item.Name : null,
                Category = ByShop.Category is null ? item.Category : null,
                Brand = ByShop.Brand is null ? item.Brand : null,
                Price = IsPriceTold ? null : item.Price,
                Currency = IsPriceTold ? null : item.Currency,
            }),
        };

        private static ItemLine Joined(ItemLine known, ItemLine item) => known with
        {
            Name = item.Name ?? known.Name,
            Category = item.Category ?? known.Category,
            Brand = item.Brand ?? known.Brand,
            Price = item.Price ?? known.Price,
            Currency = item.Currency ?? known.Currency,
        };
    }
}
