using System.Collections.Immutable;
using Recs.Core.Catalog;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Trained;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>Follows one site's catalogue and counters and keeps its current snapshot. Refreshed by one caller at a time, read by anyone.</summary>
internal sealed class SiteFeed(
    SiteId site, IVisitorReader counts, ICatalogStore catalogue, CountingOptions counting, SnapshotOptions options, ISiteModels? models)
{
    private readonly CatalogBuilder _catalog = new();
    private readonly SiteMerge _merge = new(counting, options);
    private long _catalogVersion;
    private long _sightingsVersion;
    private long _countersVersion;
    private ISiteModel? _model;
    private SiteSnapshot _current = SiteSnapshot.Empty;
    private ImmutableSortedDictionary<ulong, ListTotals> _listDays = ImmutableSortedDictionary<ulong, ListTotals>.Empty;

    public SiteSnapshot Current => Volatile.Read(ref _current);

    /// <summary>What came of lists, by day since 1970.</summary>
    public ImmutableSortedDictionary<ulong, ListTotals> ListDays => Volatile.Read(ref _listDays);

    /// <summary>Reads what has changed and swaps the snapshot, if anything has.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        var items = await catalogue.ReadChangesAsync(site, _catalogVersion, cancel);
        var seen = await counts.ReadSightingsAsync(site, _sightingsVersion, cancel);
        var counters = await counts.ReadCounterChangesAsync(site, _countersVersion, cancel);

        foreach (var item in items.Items) _catalog.Put(item);
        foreach (var line in seen.Items) _catalog.See(line);
        var changed = _merge.Take(counters);
        Volatile.Write(ref _listDays, _merge.ListDays);
        var (current, model) = (_current, models?.Current(site));
        if (items.Items.Count + seen.Items.Count > 0 || current == SiteSnapshot.Empty) current = SiteSnapshot.Of(_catalog.Build(), _merge.Items, _merge.Totals, counting);
        else if (counters.Counters.Count > 0) current = current.With(_merge.Items, changed, _merge.Totals, counting);
        if (model != _model || current.Catalog != _current.Catalog) current = current.With(model?.Bind(current.Catalog));

        _model = model;
        Volatile.Write(ref _current, current);
        (_catalogVersion, _sightingsVersion, _countersVersion) = (items.Version, seen.Version, counters.Version);
    }
}
