using System.Text;
using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>
/// Everything that can be read of a visitor store as text, so that two moments or two stores can be compared. Names are read
/// for the hashes 0 to 255, aliases for the ids <c>a0</c> to <c>a9</c>.
/// </summary>
public static class StoreDump
{
    internal const int Names = 256;
    internal const int Aliases = 10;

    public static async Task<string> ReadAsync(VisitorPorts ports, IReadOnlyList<SiteId> sites, CancellationToken cancel)
    {
        var text = new StringBuilder();
        for (var p = 0; p < ports.Partitions; p++)
        {
            Append(text, await ports.Reader.HeadAsync(p, cancel));
            await foreach (var visitor in ports.Reader.ScanAsync(p, cancel)) Append(text, visitor);
            await foreach (var counter in Sorted(ports.Store.LoadCountersAsync(p, cancel))) Append(text, p, counter);
            foreach (var record in await ports.Store.ReadOutboxAsync(p, int.MaxValue, cancel)) AppendLine(text, $"outbox {record.Sequence} {Hex(record.Bytes)}");
            foreach (var change in await ports.Reader.ReadChangesAsync(p, 0, int.MaxValue, cancel)) AppendLine(text, $"change {change.Sequence} {Hex(change.Bytes)}");
            foreach (var site in sites) await AppendTimersAsync(text, ports.Store, p, site, cancel);
        }

        foreach (var site in sites) await AppendSiteAsync(text, ports.Reader, site, cancel);
        return text.ToString();
    }

    internal static void Append(StringBuilder text, PartitionHead head)
    {
        AppendLine(text, $"partition {head.Partition} epoch {head.Epoch} next {head.NextOffset} {head.NextChange} {head.NextOutbox}");
        foreach (var site in head.Sites.OrderBy(s => s.Site.Value, StringComparer.Ordinal)) AppendLine(text, $"site {site.Site} {Hex(site.Bytes)}");
    }

    internal static void Append(StringBuilder text, StoredVisitor visitor)
    {
        AppendLine(text, $"visitor {visitor.Key.Site} {visitor.Key.Visitor} {Hex(visitor.State)}");
        foreach (var order in visitor.Orders) AppendLine(text, $"order {order.Hash} {Hex(order.Bytes)}");
    }

    internal static void Append(StringBuilder text, int partition, StoredCounter counter) =>
        AppendLine(text, $"counter {partition} {counter.Site} {counter.Kind} {counter.Key} {Hex(counter.Bytes)}");

    internal static void AppendLine(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    internal static string Hex(byte[]? bytes) => bytes is null ? "nothing" : Convert.ToHexString(bytes);

    private static async Task AppendTimersAsync(StringBuilder text, IVisitorStore store, int partition, SiteId site, CancellationToken cancel)
    {
        AppendLine(text, $"due {site} {(await store.NextDueAsync(partition, site, cancel))?.UnixMilliseconds}");
        foreach (var due in await store.LoadDueAsync(partition, site, Instant.MaxValue, int.MaxValue, cancel))
            AppendLine(text, $"due {site} {due.Due.UnixMilliseconds} {due.Key.Visitor}");
    }

    private static async Task AppendSiteAsync(StringBuilder text, IVisitorReader reader, SiteId site, CancellationToken cancel)
    {
        var counters = (await reader.ReadCounterChangesAsync(site, 0, cancel)).Counters;
        foreach (var (p, counter) in counters.OrderBy(c => (c.Partition, c.Counter.Kind, c.Counter.Key))) Append(text, p, counter);
        foreach (var item in (await reader.ReadSightingsAsync(site, 0, cancel)).Items.OrderBy(i => i.Item.Value, StringComparer.Ordinal))
            AppendLine(text, $"sighting {site} {item.Item} {item.Name} {item.Category} {item.Brand} {item.Price} {item.Currency}");
        var names = await reader.ReadNamesAsync(site, [.. Enumerable.Range(0, Names).Select(i => (ulong)i)], cancel);
        for (var i = 0; i < names.Count; i++)
            if (names[i] is { } name) AppendLine(text, $"name {site} {i} {name}");
        var users = await reader.ResolveAsync(site, [.. Enumerable.Range(0, Aliases).Select(i => new VisitorId("a" + i))], cancel);
        for (var i = 0; i < users.Count; i++) AppendLine(text, $"alias {site} {i} {users[i]}");
    }

    private static IAsyncEnumerable<StoredCounter> Sorted(IAsyncEnumerable<StoredCounter> counters) =>
        counters.OrderBy(c => (c.Site.Value, c.Kind, c.Key));
}
