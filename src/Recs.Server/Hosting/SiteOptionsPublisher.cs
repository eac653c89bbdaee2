using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.Sites;

namespace Recs.Server.Hosting;

/// <summary>
/// Writes a site's configured options into the log of each partition where they differ from those in force, since the state
/// depends on them from there on.
/// </summary>
public sealed class SiteOptionsPublisher(IEventLog log, IVisitorReader reader, TimeProvider clock)
{
    public async Task PublishAsync(IReadOnlyDictionary<string, SiteOptions> sites, CancellationToken cancel)
    {
        if (sites.Count == 0) return;
        var now = Instant.Now(clock);
        var live = await LiveSitesAsync(cancel);
        var records = new List<NewRecord>();
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            var head = await reader.HeadAsync(partition, cancel);
            foreach (var (name, options) in sites)
            {
                var site = new SiteId(name);
                var inForce = InForce(head, site);
                var wanted = inForce with { TimeZone = options.TimeZone ?? inForce.TimeZone, BaseCurrency = options.BaseCurrency ?? inForce.BaseCurrency };
                if (wanted == inForce) continue;

                // A site of history only has no now: its clock must not jump to the day the server was started.
                var at = live.Contains(site) ? now : ClockOf(head, site);
                var changed = new OptionsChanged(new EventHeader($"options:{now.UnixMilliseconds}", at), wanted.ToJson());
                records.Add(new NewRecord(partition, LogRecordCodec.Encode(new LogRecord(site, VisitorId.None, at, !live.Contains(site), changed))));
            }
        }

        if (records.Count > 0) await log.AppendAsync(records, cancel);
    }

    private async Task<HashSet<SiteId>> LiveSitesAsync(CancellationToken cancel)
    {
        var live = new HashSet<SiteId>();
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            var head = await reader.HeadAsync(partition, cancel);
            live.UnionWith(head.Sites.Where(s => SitePartitionState.Decode(s.Bytes).Live).Select(s => s.Site));
        }

        return live;
    }

    private static Instant ClockOf(PartitionHead head, SiteId site) =>
        head.Sites.FirstOrDefault(s => s.Site == site) is { } stored ? Instant.Max(new Instant(0), SitePartitionState.Decode(stored.Bytes).Clock) : new Instant(0);

    private static VisitorOptions InForce(PartitionHead head, SiteId site)
    {
        if (head.Sites.FirstOrDefault(s => s.Site == site) is not { } stored) return VisitorOptions.Default;
        var json = SitePartitionState.Decode(stored.Bytes).OptionsJson;
        return json.Length == 0 ? VisitorOptions.Default : VisitorOptions.FromJson(json);
    }
}
