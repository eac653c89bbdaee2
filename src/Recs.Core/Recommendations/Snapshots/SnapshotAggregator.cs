using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Recs.Core.Catalog;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Trained;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>
/// Keeps a current snapshot of each site: merges the counters of all partitions and the catalogue, once a second, at a cost
/// that follows what has changed. A store that does not answer leaves the last snapshot in place.
/// </summary>
public sealed class SnapshotAggregator(
    IReadOnlyCollection<SiteId> sites,
    IVisitorReader counts,
    ICatalogStore catalogue,
    CountingOptions counting,
    SnapshotOptions options,
    TimeProvider clock,
    ILogger<SnapshotAggregator> logger,
    ISiteModels? models = null) : IDisposable
{
    private volatile Dictionary<SiteId, SiteFeed> _feeds = sites.ToDictionary(s => s, s => new SiteFeed(s, counts, catalogue, counting, options, models));
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The newest snapshot of a site; empty before the first refresh and for sites not followed.</summary>
    public SiteSnapshot Current(SiteId site) => _feeds.TryGetValue(site, out var feed) ? feed.Current : SiteSnapshot.Empty;

    /// <summary>What came of a site's lists, by day since 1970, as of the last refresh.</summary>
    public IReadOnlyDictionary<ulong, ListTotals> ListDays(SiteId site) =>
        _feeds.TryGetValue(site, out var feed) ? feed.ListDays : ImmutableSortedDictionary<ulong, ListTotals>.Empty;

    /// <summary>Follows these sites from now on; those followed before go on where they are, the others begin empty.</summary>
    public void Follow(IReadOnlyCollection<SiteId> sites) =>
        _feeds = sites.ToDictionary(s => s, s => _feeds.GetValueOrDefault(s) ?? new SiteFeed(s, counts, catalogue, counting, options, models));

    /// <summary>Brings all sites up to date now.</summary>
    /// <exception cref="StoreUnavailableException">A site keeps its last snapshot.</exception>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            foreach (var feed in _feeds.Values) await feed.RefreshAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Refreshes until cancelled. Failures are logged and tried again at the next turn.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.RefreshEvery, clock);
        do
        {
            try
            {
                await RefreshAsync(cancel);
            }
            catch (StoreUnavailableException e)
            {
                SnapshotLog.Stale(logger, e);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
        while (await NextAsync(timer, cancel));
    }

    public void Dispose() => _turn.Dispose();

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
