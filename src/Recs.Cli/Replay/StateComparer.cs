using Recs.Core;
using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.Sqlite;

namespace Recs.Cli.Replay;

/// <summary>Compares all that two stores keep of visitors, byte by byte, as of a time.</summary>
/// <param name="to">Timers due by then have passed on both sides.</param>
public sealed class StateComparer(Instant to)
{
    private const int Kept = 20;

    private readonly List<string> _differences = [];

    /// <summary>Visitors, sites and counters looked at.</summary>
    public long Compared { get; private set; }

    public long Differences { get; private set; }

    /// <summary>The first differences in words.</summary>
    public IReadOnlyList<string> First => _differences;

    public async Task CompareAsync(SqliteInstallation one, SqliteInstallation other, CancellationToken cancel)
    {
        for (var partition = 0; partition < one.Partitions; partition++)
        {
            var (head, otherHead) = (await one.VisitorReader.HeadAsync(partition, cancel), await other.VisitorReader.HeadAsync(partition, cancel));
            Compare("site", partition, Sites(head), Sites(otherHead));
            Compare("visitor", partition, await VisitorsAsync(one, head, partition, cancel), await VisitorsAsync(other, otherHead, partition, cancel));
            Compare("counter", partition, await CountersAsync(one, partition, cancel), await CountersAsync(other, partition, cancel));
        }
    }

    private void Compare(string what, int partition, SortedDictionary<string, byte[]> one, SortedDictionary<string, byte[]> other)
    {
        Compared += one.Count;
        foreach (var (key, bytes) in one)
        {
            if (!other.TryGetValue(key, out var theirs)) Differ($"{what} {key} (partition {partition}) is only on the first side");
            else if (!bytes.AsSpan().SequenceEqual(theirs)) Differ($"{what} {key} (partition {partition}) has other bytes");
        }

        foreach (var key in other.Keys.Where(k => !one.ContainsKey(k))) Differ($"{what} {key} (partition {partition}) is only on the second side");
    }

    private void Differ(string difference)
    {
        Differences++;
        if (_differences.Count < Kept) _differences.Add(difference);
    }

    private static SortedDictionary<string, byte[]> Sites(PartitionHead head) =>
        new(head.Sites.ToDictionary(s => s.Site.Value, s => s.Bytes), StringComparer.Ordinal);

    private async Task<SortedDictionary<string, byte[]>> VisitorsAsync(SqliteInstallation store, PartitionHead head, int partition, CancellationToken cancel)
    {
        var options = head.Sites.ToDictionary(s => s.Site, s => OptionsOf(SitePartitionState.Decode(s.Bytes)));
        var visitors = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var visitor in store.VisitorReader.ScanAsync(partition, cancel))
            visitors[$"{visitor.Key.Site}/{visitor.Key.Visitor}"] = Bytes(visitor, options.GetValueOrDefault(visitor.Key.Site, VisitorOptions.Default));
        return visitors;
    }

    // The state as of the time, then each order's hash and bytes.
    private byte[] Bytes(StoredVisitor visitor, VisitorOptions options)
    {
        using var bytes = new MemoryStream();
        if (visitor.State is not null)
        {
            var grain = new VisitorGrain(visitor.Key, VisitorStateCodec.Decode(visitor.State), OrderBook.Of(visitor.Orders));
            grain.Advance(to, options, new VisitorEffects());
            bytes.Write(VisitorStateCodec.Encode(grain.State));
        }

        foreach (var order in visitor.Orders)
        {
            bytes.Write(BitConverter.GetBytes(order.Hash));
            bytes.Write(order.Bytes);
        }

        return bytes.ToArray();
    }

    private static async Task<SortedDictionary<string, byte[]>> CountersAsync(SqliteInstallation store, int partition, CancellationToken cancel)
    {
        var counters = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var counter in store.Visitors.LoadCountersAsync(partition, cancel))
            counters[$"{counter.Site}/{counter.Kind}/{counter.Key:x16}"] = counter.Bytes;
        return counters;
    }

    private static VisitorOptions OptionsOf(SitePartitionState site) =>
        site.OptionsJson.Length > 0 ? VisitorOptions.FromJson(site.OptionsJson) : VisitorOptions.Default;
}
