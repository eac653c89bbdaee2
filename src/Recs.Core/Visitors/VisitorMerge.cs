namespace Recs.Core.Visitors;

/// <summary>
/// Joins the state and orders of one visitor into another's. Counts and money add up (an order known on both sides counts
/// once), single values take the later, lists the newest of both, decayed weights add up under the later reference.
/// </summary>
public static class VisitorMerge
{
    public static void Into(VisitorState into, OrderBook orders, VisitorState from, OrderBook fromOrders, VisitorOptions options)
    {
        DecayedWeights.Raise(into, from.Decay, options);
        DecayedWeights.Raise(from, into.Decay, options);
        DecayedWeights.Raise(into, from.Decay, options);
        into.FirstSeen = Instant.Min(into.FirstSeen, from.FirstSeen);
        into.LastSeen = Instant.Max(into.LastSeen, from.LastSeen);
        into.Registered |= from.Registered;
        into.Identified |= from.Identified;
        into.Claim = Later(into.Claim, from.Claim);
        into.Visits.Merge(from.Visits);
        into.Pages += from.Pages;
        into.RecentPages.Merge(from.RecentPages);
        into.DwellMilliseconds += from.DwellMilliseconds;
        if (from.PageDwell.CompareTo(into.PageDwell) > 0) into.PageDwell = from.PageDwell;
        into.ProductViews += from.ProductViews;
        into.RecentProducts.Merge(from.RecentProducts);
        into.Favourites.Merge(from.Favourites);
        into.Cart.Merge(from.Cart);
        into.OrdersPlaced += from.OrdersPlaced;
        into.Spending.Merge(from.Spending);
        if (from.LastPurchase is { } theirs && (into.LastPurchase is not { } ours || theirs.IsLaterThan(ours))) into.LastPurchase = theirs;
        into.Categories.Merge(from.Categories);
        into.Brands.Merge(from.Brands);
        into.PriceBands.Merge(from.PriceBands);
        into.Channels.Merge(from.Channels);
        into.ContentForms.Merge(from.ContentForms);
        into.Hours.Merge(from.Hours);
        into.Traits.Merge(from.Traits);
        into.Aliases.Merge(from.Aliases);
        into.Messages.Merge(from.Messages);
        into.Merges.Merge(from.Merges);
        into.Friends.Merge(from.Friends);
        into.Promotions.Merge(from.Promotions);
        into.ListsSeen.Merge(from.ListsSeen);
        into.Searches.Merge(from.Searches);
        into.Consent = into.Consent.Join(from.Consent);
        foreach (var (hash, entry) in fromOrders.Entries) JoinOrder(into, orders, hash, entry);
        into.Spending.KeepTimes(orders.Times());
    }

    // Both sides have added their own report to the totals, which are summed by now.
    private static void JoinOrder(VisitorState into, OrderBook orders, ulong hash, OrderEntry theirs)
    {
        if (orders.Find(hash) is not { } ours)
        {
            orders.Put(hash, theirs);
            return;
        }

        var joined = OrderEntry.Join(ours, theirs);
        OrderTotals.Remove(into, ours);
        OrderTotals.Remove(into, theirs);
        OrderTotals.Add(into, joined);
        orders.Put(hash, joined);
    }

    private static (Stamp Stamp, string UserId)? Later((Stamp Stamp, string UserId)? a, (Stamp Stamp, string UserId)? b)
    {
        if (a is not { } x || b is not { } y) return a ?? b;
        var c = x.Stamp.CompareTo(y.Stamp);
        if (c == 0) c = string.CompareOrdinal(x.UserId, y.UserId);
        return c >= 0 ? a : b;
    }
}
