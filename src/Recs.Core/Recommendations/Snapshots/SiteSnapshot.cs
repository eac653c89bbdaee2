using Recs.Core.Catalog;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Trained;
using Recs.Core.Recommendations.UpSell;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>Everything a site's recommendations are made from besides the visitor: catalogue and live counts of one moment. Immutable.</summary>
public sealed class SiteSnapshot
{
    /// <summary>A site of which nothing has been read yet.</summary>
    public static readonly SiteSnapshot Empty = new(CatalogSnapshot.Empty, [], new SiteTotals(), PopularityRanking.Empty, CountingOptions.Default);

    private readonly ItemLive?[] _items;
    private readonly Lazy<TrendRanking> _trending;
    private readonly Lazy<CategoryCounts> _categories;
    private readonly Lazy<PriceOrder> _priceOrder;
    private readonly CountingOptions _counting;

    private SiteSnapshot(
        CatalogSnapshot catalog, ItemLive?[] items, SiteTotals totals, PopularityRanking popularity, CountingOptions counting, Lazy<PriceOrder>? priceOrder = null, TrainedModel? model = null)
    {
        Model = model;
        _counting = counting;
        Catalog = catalog;
        _items = items;
        Totals = totals;
        Popularity = popularity;
        _trending = new Lazy<TrendRanking>(() => TrendRanking.Of(this, counting));
        _categories = new Lazy<CategoryCounts>(() => CategoryCounts.Of(this));
        PaidPrices = new PaidPrices(this);
        _priceOrder = priceOrder ?? new Lazy<PriceOrder>(() => new PriceOrder(catalog));
    }

    public CatalogSnapshot Catalog { get; }

    /// <summary>What was trained for the site; null: nothing.</summary>
    public TrainedModel? Model { get; }

    public SiteTotals Totals { get; }

    public PopularityRanking Popularity { get; }

    public TrendRanking Trending => _trending.Value;

    /// <summary>Added up when somebody first asks.</summary>
    public CategoryCounts CategoryCounts => _categories.Value;

    internal PaidPrices PaidPrices { get; }

    /// <summary>Worked out once for a catalogue.</summary>
    internal PriceOrder PriceOrder => _priceOrder.Value;

    /// <summary>The counts of an item of the catalogue.</summary>
    public ItemLive this[int item] => _items[item] ?? ItemLive.Nothing;

    /// <summary>A snapshot of a catalogue and of everything counted.</summary>
    internal static SiteSnapshot Of(CatalogSnapshot catalog, IReadOnlyDictionary<ulong, ItemLive> live, SiteTotals totals, CountingOptions counting)
    {
        var items = new ItemLive?[catalog.Count];
        foreach (var (key, item) in live)
        {
            if (catalog.TryFind(key, out var at)) items[at] = item;
        }

        return new SiteSnapshot(catalog, items, totals, PopularityRanking.Of(items), counting);
    }

    /// <summary>The snapshot after the counts of some items have changed, with the same catalogue.</summary>
    internal SiteSnapshot With(IReadOnlyDictionary<ulong, ItemLive> live, IReadOnlyCollection<ulong> changed, SiteTotals totals, CountingOptions counting)
    {
        var items = _items.AsSpan().ToArray();
        var places = new List<int>(changed.Count);
        foreach (var key in changed)
        {
            if (!Catalog.TryFind(key, out var at)) continue;
            items[at] = live[key];
            places.Add(at);
        }

        return new SiteSnapshot(Catalog, items, totals, Popularity.With(items, places), counting, _priceOrder, Model);
    }

    /// <summary>The same with another model, bound to this catalogue.</summary>
    internal SiteSnapshot With(TrainedModel? model) => new(Catalog, _items, Totals, Popularity, _counting, _priceOrder, model);
}
