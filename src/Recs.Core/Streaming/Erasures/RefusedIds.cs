using System.Collections.Concurrent;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// What a collector knows of erased visitors, so that nothing under their ids reaches the log. The owners refuse what a
/// collector did not know yet. Safe for many threads.
/// </summary>
public sealed class RefusedIds(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(SiteId Site, ulong Hash), Instant> _until = new();
    private readonly ConcurrentDictionary<SiteId, bool> _sites = new();

    /// <summary>Reads what the owners refuse, and what they will refuse once they hear of the erasures that are not done.</summary>
    public async ValueTask LoadAsync(IVisitorReader reader, int partitions, IErasures erasures, CancellationToken cancel)
    {
        foreach (var open in await erasures.ReadOpenAsync(cancel)) Add(open.Site, open.Trail.Ids, open.RequestedAt + VisitorOptions.Default.ErasureMemory);
        for (var partition = 0; partition < partitions; partition++)
        {
            foreach (var site in (await reader.HeadAsync(partition, cancel)).Sites)
            {
                // A site of history has no now: what its owners refuse they refuse until its own clock has passed.
                var state = SitePartitionState.Decode(site.Bytes);
                foreach (var (hash, until) in state.Erased.Until) Add(site.Site, hash, state.Live ? until : Instant.MaxValue);
            }
        }
    }

    /// <summary>An erasure was asked for.</summary>
    public void Add(SiteId site, IEnumerable<VisitorId> ids, Instant until)
    {
        foreach (var id in ids) Add(site, Hash64.Of(id.Value), until);
    }

    /// <summary>Some id of the site is refused, or was lately.</summary>
    public bool Any(SiteId site) => !_until.IsEmpty && _sites.ContainsKey(site);

    /// <summary>Events that name this id are refused now.</summary>
    public bool Contains(SiteId site, string? id) =>
        id is not null && !_until.IsEmpty && _until.TryGetValue((site, Hash64.Of(id)), out var until) && Instant.Now(clock) < until;

    private void Add(SiteId site, ulong hash, Instant until)
    {
        _until[(site, hash)] = until;
        _sites[site] = true;
    }
}
