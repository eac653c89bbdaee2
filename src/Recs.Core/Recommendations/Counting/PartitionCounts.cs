using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;

namespace Recs.Core.Recommendations.Counting;

/// <summary>
/// Popularity, co-views and co-purchases of one partition. Co-views: a view is paired, both ways, with the last products
/// of the session, with weight 1/√d at distance d. Co-purchases: each pair of a basket of s products counts once, both
/// ways, with weight 1/(s − 1), so that every basket gives a product the same weight in all (Newman, Scientific
/// collaboration networks II, 2001); the counts themselves are not weighted. Of a product for which there is no room
/// (<see cref="CountingOptions.ClaimedItems"/>) only totals are counted, and it is in no pair.
/// </summary>
public sealed class PartitionCounts(CountingOptions options) : IPartitionCounts
{
    private readonly Dictionary<SiteId, SiteCounts> _sites = [];
    private readonly ChangedCounters _changed = new();
    private readonly Basket _basket = new();

    public void Load(StoredCounter counter) => Site(counter.Site).Load(counter);

    public IReadOnlyList<StoredCounter> TakeChanged() => _changed.Take();

    public void Apply(SiteId site, in AppliedEvent applied)
    {
        switch (applied.Event)
        {
            case ProductViewed viewed when !applied.SeenInSession:
                View(Site(site), viewed, applied.EarlierInSession);
                break;
            case WishlistAdded wished:
                Like(Site(site), wished.Item, wished.Header, options.WishlistWeight);
                break;
            case CartAdded added:
                Like(Site(site), added.Item, added.Header, options.CartWeight)?.AddToCart();
                break;
            case OrderCompleted order:
                Order(Site(site), order, applied);
                break;
        }
    }

    public void Count(ListOutcome outcome) => Site(outcome.Site).ListDay(ListTotals.DayOf(outcome.Time)).Add(outcome);

    private void View(SiteCounts counts, ProductViewed viewed, IReadOnlyList<ulong> earlier)
    {
        var item = viewed.Item.Item.Hash;
        var time = viewed.Header.Time;
        var known = Like(counts, viewed.Item, viewed.Header, options.ViewWeight);
        counts.Totals().View();
        if (known is null) return;
        known.View();
        if (earlier.Count == 0) return;
        var neighbours = counts.Neighbours(CounterKind.CoViews, item);
        var factor = neighbours.Enter(time, options.NeighbourHalfLife);
        for (var i = 0; i < earlier.Count && i < options.SessionReach; i++)
        {
            // Viewed before there was room, or where another partition counts.
            if (!counts.Counts(earlier[i]) && counts.Item(earlier[i], proven: false, options.ClaimedItems) is null) continue;
            var weight = 1 / Math.Sqrt(i + 1);
            neighbours.Add(earlier[i], (float)(weight * factor), options.CoViewNeighbours);
            var back = counts.Neighbours(CounterKind.CoViews, earlier[i]);
            back.Add(item, (float)(weight * back.Enter(time, options.NeighbourHalfLife)), options.CoViewNeighbours);
        }
    }

    private void Order(SiteCounts counts, OrderCompleted order, in AppliedEvent applied)
    {
        var totals = counts.Totals();
        totals.Seen(order.Header.Time);
        totals.Order(order.Currency, order.Total);
        _basket.Fill(order, options.BasketItems);
        if (_basket.Items.IsEmpty) return;
        totals.Basket();
        foreach (var line in order.Items)
        {
            if (IsProven(line, order.Header)) counts.Item(line.Item.Hash, proven: true, options.ClaimedItems);
        }

        for (var i = 0; i < _basket.Items.Length; i++)
        {
            var item = _basket.Items[i];
            Like(counts, item, proven: false, options.OrderWeight, order.Header.Time)
                ?.Order(_basket.Units[i], applied.BoughtBefore?.Contains(item) == true, applied.BoughtAgainBefore?.Contains(item) == true);
        }

        _basket.Keep(counts);
        if (_basket.Paired.Length >= 2) Pair(counts, order.Header.Time);
    }

    private void Pair(SiteCounts counts, Instant time)
    {
        var paired = _basket.Paired;
        counts.Totals().Pair(paired.Length);
        foreach (var item in paired)
        {
            counts.Item(item, proven: false, options.ClaimedItems)!.Pair();
            var neighbours = counts.Neighbours(CounterKind.CoPurchases, item);
            var weight = (float)(neighbours.Enter(time, options.NeighbourHalfLife) / (paired.Length - 1));
            foreach (var other in paired)
            {
                if (other != item) neighbours.Add(other, weight, options.CoPurchaseNeighbours);
            }
        }
    }

    private ItemCounts? Like(SiteCounts counts, ItemLine line, EventHeader header, double weight) =>
        Like(counts, line.Item.Hash, IsProven(line, header), weight, header.Time);

    private ItemCounts? Like(SiteCounts counts, ulong item, bool proven, double weight, Instant time)
    {
        var totals = counts.Totals();
        totals.Seen(time);
        totals.Like(weight, time, options);
        var known = counts.Item(item, proven, options.ClaimedItems);
        known?.Like(weight, time, options);
        return known;
    }

    private static bool IsProven(ItemLine line, EventHeader header) => header.Trusted || line.Catalogued;

    private SiteCounts Site(SiteId site)
    {
        if (_sites.TryGetValue(site, out var counts)) return counts;
        return _sites[site] = new SiteCounts(site, _changed);
    }
}
