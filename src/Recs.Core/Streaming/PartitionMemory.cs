using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>What the owner of a partition holds between turns. Thrown away whole when a commit fails.</summary>
internal sealed class PartitionMemory
{
    private readonly Dictionary<SiteId, SiteTurn> _sites;

    private PartitionMemory(PartitionHead head, IVisitorStore store, IPartitionCounts counts, int cachedVisitors)
    {
        Partition = head.Partition;
        Epoch = head.Epoch;
        NextOffset = head.NextOffset;
        NextChange = head.NextChange;
        NextOutbox = head.NextOutbox;
        Store = store;
        Counts = counts;
        Visitors = new VisitorCache(head.Partition, store, cachedVisitors);
        _sites = head.Sites.ToDictionary(s => s.Site, s => new SiteTurn(s.Site, SitePartitionState.Decode(s.Bytes)));
    }

    public int Partition { get; }

    public long Epoch { get; }

    public long NextOffset { get; set; }

    public long NextChange { get; set; }

    public long NextOutbox { get; set; }

    public IVisitorStore Store { get; }

    public IPartitionCounts Counts { get; }

    public VisitorCache Visitors { get; }

    public SightingCollector Sightings { get; } = new();

    public IReadOnlyCollection<SiteTurn> Sites => _sites.Values;

    /// <summary>Takes the partition over and reads what the owner needs from the start.</summary>
    public static async ValueTask<PartitionMemory> OpenAsync(
        int partition, IVisitorStore store, IPartitionCounts counts, int cachedVisitors, CancellationToken cancel)
    {
        var head = await store.AcquireAsync(partition, cancel);
        await foreach (var counter in store.LoadCountersAsync(partition, cancel)) counts.Load(counter);
        return new PartitionMemory(head, store, counts, cachedVisitors);
    }

    public SiteTurn Site(SiteId site)
    {
        if (_sites.TryGetValue(site, out var known)) return known;
        return _sites[site] = new SiteTurn(site, new SitePartitionState());
    }

    /// <summary>A record's log time under the running maximum, given clocks that have moved on since the last turn.</summary>
    public Instant Effective(LogRecord record, Dictionary<SiteId, Instant> moved)
    {
        var clock = moved.TryGetValue(record.Site, out var ahead) ? ahead : Site(record.Site).State.Clock;
        return Instant.Max(clock, record.LogTime);
    }

    public List<StoredSite> TakeDirtySites()
    {
        var sites = new List<StoredSite>();
        foreach (var site in _sites.Values.Where(s => s.Dirty))
        {
            sites.Add(new StoredSite(site.Site, site.State.Encode()));
            site.Dirty = false;
        }

        return sites;
    }
}
