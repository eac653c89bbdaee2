using System.Collections.Immutable;
using System.Diagnostics;
using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>What one event does to the totals, lists and weights of a state. Sessions, stage and timers are the grain's.</summary>
internal readonly struct StateChanges(SiteId site, VisitorState s, OrderBook orders, VisitorOptions options, ulong message, bool late, VisitorEffects effects)
{
    private const int MostEarlierProducts = 10;

    public ApplyResult Apply(VisitorEvent e)
    {
        var stamp = Stamp.Of(e.Header.Time, message);
        DecayedWeights.Reach(s, e.Header.Time, options);
        if (e.IsVisit) Visit(e.Header);
        var result = new ApplyResult(ApplyOutcome.Applied) { Counts = true };
        switch (e)
        {
            case PageViewed x:
                s.Pages++;
                s.RecentPages.Add(stamp, x.Path);
                break;
            case PageEngaged x:
                Dwell(x, stamp);
                break;
            case ContentViewed x:
                s.ContentForms.Add((byte)x.Form, Weight(x.Header));
                break;
            case ProductViewed x:
                s.ProductViews++;
                if (!late) result = InSession(x.Item.Item.Hash);
                s.RecentProducts.Put(x.Item.Item.Hash, stamp);
                Like(x.Item, options.Weights.View, x.Header);
                break;
            case ProductClicked x:
                Like(x.Item, options.Weights.ListClick, x.Header);
                break;
            case ProductShared x:
                Like(x.Item, options.Weights.Share, x.Header);
                break;
            case ProductsSearched x:
                s.Searches.Add(x.Query, stamp);
                break;
            case WishlistAdded x:
                s.Favourites.Set(x.Item.Item.Hash, present: true, stamp);
                Like(x.Item, options.Weights.Wishlist, x.Header);
                break;
            case WishlistRemoved x:
                s.Favourites.Set(x.Item.Item.Hash, present: false, stamp);
                break;
            case CartAdded x:
                s.Cart.Add(x.Item.Item.Hash, x.Item.Quantity, x.Item.Price, stamp);
                TouchCart(x.Header);
                Like(x.Item, options.Weights.Cart, x.Header);
                break;
            case CartRemoved x:
                s.Cart.Remove(x.Item.Item.Hash, x.Item.Quantity, stamp);
                TouchCart(x.Header);
                break;
            case OrderCompleted x:
                result = Order(x, stamp);
                break;
            case OrderRefunded x:
                Refund(x);
                break;
            case SignedUp or SignedIn:
                s.Registered = true;
                break;
            case Identified x:
                Identify(x, stamp);
                break;
            case RecommendationViewed x:
                s.ListsSeen.View(Hash64.Of(x.ListId), ListOutcomes.PlacementOf(x.Placement), stamp, ListOutcomes.FormOf(x.ListId));
                effects.Outcomes.Add(ListOutcomes.Of(site, x));
                break;
            case RecommendationClicked x:
                s.ListsSeen.Click(Hash64.Of(x.ListId), ListOutcomes.PlacementOf(x.Placement), x.Item.Item.Hash, x.Position, stamp, ListOutcomes.FormOf(x.ListId));
                effects.Outcomes.Add(ListOutcomes.Of(site, x));
                Like(x.Item, options.Weights.ListClick, x.Header);
                break;
            case CampaignContacted x:
                s.Promotions.Contacted(Hash64.Of(x.CampaignId), x.Header.Time);
                break;
            case CampaignOpened x:
                s.Promotions.Opened(Hash64.Of(x.CampaignId), x.Header.Time);
                Read(x.Channel, x.Header);
                break;
            case CampaignClicked x:
                s.Promotions.Clicked(Hash64.Of(x.CampaignId), x.Header.Time);
                Read(x.Channel, x.Header);
                break;
            case ConsentChanged x:
                s.Consent = s.Consent.Join(Choices(x, stamp));
                break;
            case FriendLinked x:
                s.Friends.Link(x.FriendId, x.Header.Time);
                break;
            case FriendUnlinked x:
                s.Friends.Unlink(x.FriendId, x.Header.Time);
                break;
            case ProductListViewed or CheckoutStarted:
                break;
            default:
                throw new UnreachableException($"No state change for {e.GetType().Name}.");
        }

        s.Favourites.AgeOut(s.LastSeen, options);
        s.Cart.AgeOut(s.LastSeen, options);
        s.Friends.AgeOut(s.LastSeen, options);
        return result;
    }

    /// <summary>Corrects an order that is known, by the shop's report or a refund of it; false: it is not known.</summary>
    public bool TryCorrect(VisitorEvent e)
    {
        var id = e is OrderCompleted { OrderId: var placed } ? placed : (e as OrderRefunded)?.OrderId;
        if (id is null || orders.Find(Hash64.Of(id)) is null) return false;
        DecayedWeights.Reach(s, e.Header.Time, options);
        if (e is OrderCompleted order) Order(order, Stamp.Of(order.Header.Time, message));
        else Refund((OrderRefunded)e);
        StateBudget.Keep(s);
        return true;
    }

    private void Visit(EventHeader header)
    {
        var weight = Weight(header);
        if (header.Device != DeviceClass.Unknown) s.Channels.Add((byte)header.Device, weight);
        var hour = header.UtcOffset is { } offset ? HourOfWeek.Of(header.Time, offset) : HourOfWeek.Of(header.Time, header.TimeZone ?? options.TimeZone);
        s.Hours.Add(hour, weight);
    }

    // Mail is a form of content like text or video; what came by it was read.
    private void Read(string? channel, EventHeader header)
    {
        if (string.Equals(channel, "email", StringComparison.OrdinalIgnoreCase)) s.ContentForms.Add((byte)ContentForm.Email, Weight(header));
    }

    private static ConsentChoices Choices(ConsentChanged e, Stamp stamp)
    {
        return new ConsentChoices(Said(e.Analytics), Said(e.Personalisation), Said(e.Marketing));

        Consent? Said(bool? granted) => granted is { } g ? new Consent(stamp, g) : null;
    }

    private void Dwell(PageEngaged e, Stamp stamp)
    {
        var milliseconds = (long)e.Engaged.TotalMilliseconds;
        s.DwellMilliseconds += milliseconds;
        var category = e.Item?.Category ?? e.Category;
        if (category is not null) s.Categories.Add(Hash64.Of(category), 0, 0, milliseconds);
        if (e.Header.PageViewId is not { } pageView) return;

        var hash = Hash64.Of(pageView);
        if (s.PageDwell.PageView != hash && s.PageDwell.Stamp > stamp) return;
        var before = s.PageDwell.PageView == hash ? s.PageDwell.Milliseconds : 0;
        var latest = s.PageDwell.PageView == hash && s.PageDwell.Stamp > stamp ? s.PageDwell.Stamp : stamp;
        s.PageDwell = new PageDwell(latest, hash, before + milliseconds);
        var threshold = options.LongDwell.TotalMilliseconds;
        if (before < threshold && before + milliseconds >= threshold && e.Item is { } item) Like(item, options.Weights.LongDwell, e.Header);
    }

    private void TouchCart(EventHeader header)
    {
        if (!late) s.Cart.Touch(header.Time);
    }

    private ApplyResult Order(OrderCompleted e, Stamp stamp)
    {
        var hash = Hash64.Of(e.OrderId);
        var known = orders.Find(hash);
        if (!e.Header.Trusted && IsFull(known)) return new ApplyResult(ApplyOutcome.Applied);
        s.Cart.Clear(stamp);
        if (known is { Arrived: true })
        {
            if (e.Header.Trusted && !known.Verified) Verify(e, stamp, hash, known);
            return new ApplyResult(ApplyOutcome.Applied);
        }

        var (bought, again) = (orders.Bought(), orders.Bought(2));
        var entry = Owed(OrderArrival.Of(e, stamp, known));
        orders.Put(hash, entry);
        OrderTotals.Add(s, entry);
        ListOutcomes.AddChange(site, s.ListsSeen, [], entry, e.Header.Time, effects.Outcomes);
        Purchase(e, stamp, hash);
        foreach (var line in e.Items) Like(line, options.Weights.Order, e.Header);
        return new ApplyResult(ApplyOutcome.Applied) { Counts = true, BoughtBefore = bought, BoughtAgainBefore = again };
    }

    private OrderEntry Owed(OrderEntry entry) =>
        entry with { Credit = ListCredit.Better(entry.Credit, ListAttribution.Of(s.ListsSeen, entry.Stamp.Time, entry.Items)) };

    // What browsers say of orders is kept for good, so there is an end to it.
    private bool IsFull(OrderEntry? known) => known is null && orders.Unverified() >= options.UnverifiedOrders;

    // The shop's own report takes the place of the browser's; refunds stay.
    private void Verify(OrderCompleted e, Stamp stamp, ulong hash, OrderEntry reported)
    {
        var entry = Owed(OrderArrival.Of(e, stamp, reported) with { Credit = reported.Credit });
        ListOutcomes.AddChange(site, s.ListsSeen, [reported], entry, e.Header.Time, effects.Outcomes);
        OrderTotals.Remove(s, reported);
        OrderTotals.Add(s, entry);
        orders.Put(hash, entry);
        s.Spending.KeepTimes(orders.Times());
        if (s.LastPurchase?.Order == hash) s.LastPurchase = null;
        Purchase(e, stamp, hash);
    }

    private void Purchase(OrderCompleted e, Stamp stamp, ulong hash)
    {
        var kept = Math.Min(e.Items.Length, VisitorLimits.LastPurchaseLines);
        var lines = new PurchaseLine[kept];
        for (var i = 0; i < kept; i++) lines[i] = new PurchaseLine(e.Items[i].Item.Hash, e.Items[i].Quantity, e.Items[i].Price);
        var purchase = new LastPurchase(stamp, hash, e.Currency, e.Total, lines, e.Items.Length - kept);
        if (s.LastPurchase is not { } last || purchase.IsLaterThan(last)) s.LastPurchase = purchase;
    }

    private void Refund(OrderRefunded e)
    {
        if (e.OrderId is not { } id)
        {
            s.Spending.AddNet(e.Currency ?? options.BaseCurrency, -(e.Amount ?? 0));
            return;
        }

        var hash = Hash64.Of(id);
        var known = orders.Find(hash);
        if (!e.Header.Trusted && IsFull(known)) return;
        var before = known ?? new OrderEntry();
        var after = before.WithRefund(OrderArrival.Of(e, message));
        if (ReferenceEquals(before, after)) return;
        orders.Put(hash, after);
        OrderTotals.Replace(s, before, after);
        ListOutcomes.AddChange(site, s.ListsSeen, [before], after, e.Header.Time, effects.Outcomes);
        if (before.Counts != after.Counts) s.Spending.KeepTimes(orders.Times());
    }

    private void Identify(Identified e, Stamp stamp)
    {
        foreach (var trait in e.Traits) s.Traits.Set(trait, stamp);
        if (e.UserId.Length == 0) return;
        s.Registered = true;
        s.Identified |= e.Proven;
        if (!e.Proven && (s.Claim is not { } claim || claim.Stamp < stamp)) s.Claim = (stamp, e.UserId);
    }

    // Affinity for category and brand, and the price band of the top category.
    private void Like(ItemLine item, double weight, EventHeader header)
    {
        var decayed = weight * Weight(header);
        if (item.Brand is { } brand) s.Brands.Add(Hash64.Of(brand), decayed, 0, 0);
        if (item.Category is not { } category) return;
        s.Categories.Add(Hash64.Of(category), decayed, 0, 0);
        if (item.Price is > 0 and { } price && (item.Currency ?? options.BaseCurrency) == options.BaseCurrency)
            s.PriceBands.Add(Hash64.Of(CategoryPath.Top(category)), price, weight);
    }

    private double Weight(EventHeader header) => s.Decay.ShortFactor(header.Time);

    // A product seen again in the same session has been paired with the others already.
    private ApplyResult InSession(ulong item)
    {
        var start = s.Visits.SessionStart;
        var earlier = ImmutableArray.CreateBuilder<ulong>();
        foreach (var (stamp, key) in s.RecentProducts.NewestFirst)
        {
            if (stamp.Time < start) break;
            if (key == item) return new ApplyResult(ApplyOutcome.Applied) { Counts = true, SeenInSession = true };
            if (earlier.Count < MostEarlierProducts) earlier.Add(key);
        }

        return new ApplyResult(ApplyOutcome.Applied) { Counts = true, EarlierInSession = earlier.ToImmutable() };
    }
}
