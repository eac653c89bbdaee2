using System.Globalization;
using Recs.Core.Events;

namespace Recs.Core.Visitors.Profiles;

/// <summary>Turns a state into a profile.</summary>
public static class ProfileProjection
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Every hash of the state that a name may stand behind.</summary>
    public static IEnumerable<ulong> Hashes(VisitorState s) =>
    [
        .. s.RecentProducts.NewestFirst.Select(p => p.Key),
        .. s.Favourites.Items.Select(f => f.Item),
        .. s.Cart.Lines.Select(l => l.Item),
        .. s.LastPurchase?.Lines.Select(l => l.Item) ?? [],
        .. s.Categories.Entries.Select(c => c.Key),
        .. s.Brands.Entries.Select(b => b.Key),
        .. s.PriceBands.ByCategory.Keys,
        .. s.LinkedFriends.Select(f => f.Key),
        .. s.Promotions.ByCampaign.Keys,
        .. s.ListsSeen.ByList.Values.Where(l => l.Placement != 0).Select(l => l.Placement),
        .. s.ListsSeen.ByList.Values.SelectMany(l => l.Clicks).Select(c => c.Item),
    ];

    public static VisitorProfile Of(VisitorGrain grain, Instant at, VisitorOptions options, IReadOnlyDictionary<ulong, string> names)
    {
        var s = grain.State;
        string Name(ulong hash) => names.GetValueOrDefault(hash) ?? hash.ToString("x16", CultureInfo.InvariantCulture);
        return new VisitorProfile
        {
            VisitorId = grain.Key.Visitor.Value,
            AsOf = at.ToDateTimeOffset(),
            Stage = s.Stage,
            Activity = s.Activity,
            Registered = s.Registered,
            Identified = s.Identified,
            ClaimedUserId = s.Claim?.UserId,
            FirstSeen = s.FirstSeen.ToDateTimeOffset(),
            LastSeen = s.LastSeen.ToDateTimeOffset(),
            Sessions = s.Visits.Sessions,
            InSession = s.Visits.Sessions > 0 && at - s.Visits.SessionLast < options.SessionIdle && at - s.Visits.SessionStart < options.SessionMax,
            VisitIntervalDays = s.Visits.MeanGap?.TotalDays,
            LastVisitIntervalDays = s.Visits.LastGap?.TotalDays,
            Orders = s.Spending.NetOrders,
            OrdersPlaced = s.OrdersPlaced,
            NetSpent = s.Spending.ByCurrency.ToDictionary(c => c.Key, c => c.Value.Net),
            AverageOrderValue = AverageOrderValue(s.Spending, options),
            DaysSinceLastOrder = s.Spending.OrderTimes.Count > 0 ? (at - s.Spending.OrderTimes[0]).TotalDays : null,
            OrderIntervalDays = s.Spending.MeanGap?.TotalDays,
            Pages = s.Pages,
            RecentPages = [.. s.RecentPages.NewestFirst.Select(p => new ProfilePage(p.Path, p.Stamp.Time.ToDateTimeOffset()))],
            DwellMs = s.DwellMilliseconds,
            DwellMsPerPage = s.Pages > 0 ? (double)s.DwellMilliseconds / s.Pages : null,
            ProductViews = s.ProductViews,
            RecentProducts = [.. s.RecentProducts.NewestFirst.Select(p => new ProfileItem(Name(p.Key), p.Stamp.Time.ToDateTimeOffset()))],
            Favourites = [.. s.Favourites.Items.Select(f => new ProfileItem(Name(f.Item), f.Since.ToDateTimeOffset()))],
            Cart = [.. s.Cart.Lines.Select(l => new ProfileCartLine(Name(l.Item), l.Quantity, l.Price))],
            LastPurchase = s.LastPurchase is { } p ? Purchase(p, Name) : null,
            Categories = Affinities(s, at, Name),
            OtherCategories = OtherAffinity(s, at),
            Brands = s.Brands.Entries.OrderByDescending(b => b.Weight).ToDictionary(b => Name(b.Key), b => s.Decay.ShortValue(b.Weight, at)),
            PriceBand = s.PriceBands.ByCategory.ToDictionary(b => Name(b.Key), b => Band(b.Value)),
            Channels = Shares(s.Channels, k => ((DeviceClass)k).ToString().ToLowerInvariant()),
            ContentForms = Shares(s.ContentForms, k => ((ContentForm)k).ToString().ToLowerInvariant()),
            Hours = Shares(s.Hours, k => $"{Days[k / 24]} {k % 24:00}"),
            Traits = s.Traits.Traits.ToDictionary(t => t.Name, t => t.Value),
            Friends = Friends(s, Name),
            Promotions = [.. s.Promotions.ByCampaign.OrderByDescending(p => p.Value.Newest).Select(p => Promotion(Name(p.Key), p.Value))],
            ListsSeen = [.. s.ListsSeen.ByList.OrderByDescending(l => l.Value.Seen).Select(l => SeenList(l.Key, l.Value, Name))],
            Searches = [.. s.Searches.NewestFirst.Select(t => new ProfileSearch(t.Text, t.Stamp.Time.ToDateTimeOffset()))],
            Consent = new ProfileConsent(Choice(s.Consent.Analytics), Choice(s.Consent.Personalisation), Choice(s.Consent.Marketing)),
            Aliases = [.. s.Aliases.NewestFirst.Select(a => a.Id.Value).Distinct()],
            Bytes = VisitorStateCodec.Encode(s).Length,
        };
    }

    private static decimal? AverageOrderValue(Spending spending, VisitorOptions options)
    {
        var known = spending.ByCurrency.TryGetValue(options.BaseCurrency, out var inBase) ? inBase
            : spending.ByCurrency.Count == 1 ? spending.ByCurrency.Values.First() : default;
        return known.Orders > 0 ? Math.Round(known.Net / known.Orders, 4) : null;
    }

    private static ProfilePurchase Purchase(LastPurchase p, Func<ulong, string> name) => new(
        p.Order.ToString("x16", CultureInfo.InvariantCulture),
        p.Stamp.Time.ToDateTimeOffset(),
        p.Currency,
        p.Total,
        [.. p.Lines.Select(l => new ProfileCartLine(name(l.Item), l.Quantity, l.Price))],
        p.MoreLines);

    private static ProfileFriends Friends(VisitorState s, Func<ulong, string> name)
    {
        var linked = s.LinkedFriends.OrderBy(f => f.LinkedSince).Select(f => name(f.Key)).ToList();
        return new ProfileFriends(linked.Count, linked);
    }

    private static ProfilePromotion Promotion(string id, Promotion p) => new(
        id, p.Contacted.Count, p.Opened.Count, p.Clicked.Count, p.Newest.ToDateTimeOffset());

    private static ProfileList SeenList(ulong list, SeenList seen, Func<ulong, string> name) => new(
        list.ToString("x16", CultureInfo.InvariantCulture),
        seen.Placement == 0 ? null : name(seen.Placement),
        seen.Seen.Time.ToDateTimeOffset(),
        [.. seen.Clicks.Select(c => new ProfileListClick(name(c.Item), c.Position, c.Stamp.Time.ToDateTimeOffset()))]);

    private static ProfileChoice? Choice(Consent? consent) => consent is { } c ? new ProfileChoice(c.Granted, c.Stamp.Time.ToDateTimeOffset()) : null;

    private static Dictionary<string, ProfileAffinity> Affinities(VisitorState s, Instant at, Func<ulong, string> name) =>
        s.Categories.Entries.OrderByDescending(c => c.Weight).ToDictionary(c => name(c.Key), c => Affinity(s, c, at));

    private static ProfileAffinity? OtherAffinity(VisitorState s, Instant at)
    {
        var other = s.Categories.Other;
        return other.Bought != 0 || other.DwellMilliseconds != 0 || other.Weight != 0 ? Affinity(s, other, at) : null;
    }

    private static ProfileAffinity Affinity(VisitorState s, Affinity a, Instant at) => new(s.Decay.ShortValue(a.Weight, at), a.Bought, a.DwellMilliseconds);

    private static ProfilePriceBand Band(PriceSums sums) => new(
        sums.Count,
        Math.Exp(sums.Mean),
        Math.Exp(sums.Mean - (1.5 * sums.Spread)),
        Math.Exp(sums.Mean + (1.5 * sums.Spread)));

    private static Dictionary<string, double> Shares(DecayedShares shares, Func<byte, string> name) =>
        shares.Shares().OrderByDescending(x => x.Share).ToDictionary(x => name(x.Key), x => Math.Round(x.Share, 4));
}
