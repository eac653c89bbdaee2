using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Visitors;

/// <summary>What a visitor's events mean for the lists of recommendations, as outcomes that add up.</summary>
internal static class ListOutcomes
{
    public static ListOutcome Of(SiteId site, RecommendationViewed e) => new(site, Hash64.Of(e.ListId), ListOutcomeKind.Seen, e.Header.Time)
    {
        Form = FormOf(e.ListId),
        Placement = PlacementOf(e.Placement),
        Items = [.. e.Items.Select(i => (i.Item.Hash, i.Position))],
    };

    public static ListOutcome Of(SiteId site, RecommendationClicked e) => new(site, Hash64.Of(e.ListId), ListOutcomeKind.Clicked, e.Header.Time)
    {
        Form = FormOf(e.ListId),
        Placement = PlacementOf(e.Placement),
        Items = [(e.Item.Item.Hash, e.Position)],
    };

    /// <summary>Adds what changes for lists when an order becomes another, or several known on more sides become one.</summary>
    /// <param name="site">Of which site.</param>
    /// <param name="lists">What the visitor has clicked.</param>
    /// <param name="before">What was counted.</param>
    /// <param name="after">What counts from here on.</param>
    /// <param name="time">When it changes.</param>
    /// <param name="into">Takes the outcomes.</param>
    public static void AddChange(SiteId site, ListsSeen lists, ReadOnlySpan<OrderEntry> before, OrderEntry after, Instant time, List<ListOutcome> into)
    {
        foreach (var counted in before)
        {
            // The usual case in one outcome: the same list, another worth.
            if (before.Length == 1 && counted.Credit is { } old && after.Credit is { } now && old with { Direct = now.Direct } == now)
            {
                Add(site, lists, now, [(counted, -1), (after, 1)], after, time, into);
                return;
            }

            if (counted.Credit is { } credit) Add(site, lists, credit, [(counted, -1)], counted, time, into);
        }

        if (after.Credit is { } owed) Add(site, lists, owed, [(after, 1)], after, time, into);
    }

    public static byte FormOf(string listId) => ListIds.NumberOf(ListIds.FormOf(listId));

    public static ulong PlacementOf(string? placement) => placement is null ? 0 : Hash64.Of(placement);

    private static void Add(
        SiteId site, ListsSeen lists, ListCredit credit, ReadOnlySpan<(OrderEntry Entry, int Sign)> parts, OrderEntry order, Instant time, List<ListOutcome> into)
    {
        var (orders, direct) = (0, 0);
        var money = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (entry, sign) in parts)
        {
            if (entry.Counts) orders += sign;
            if (entry.Counts && entry.Credit!.Direct) direct += sign;
            foreach (var (currency, net) in entry.Money()) money[currency] = money.GetValueOrDefault(currency) + (sign * net);
        }

        var revenue = money.Where(m => m.Value != 0).Select(m => (m.Key, m.Value)).ToList();
        if (orders == 0 && direct == 0 && revenue.Count == 0) return;
        into.Add(new ListOutcome(site, credit.List, ListOutcomeKind.Ordered, time)
        {
            Form = credit.Form,
            Placement = credit.Placement,
            Orders = orders,
            Direct = direct,
            Revenue = revenue,
            Items = orders != 0 && lists.ByList.TryGetValue(credit.List, out var seen) ? ListAttribution.Bought(seen, order.Items, order.Stamp.Time) : [],
        });
    }
}
