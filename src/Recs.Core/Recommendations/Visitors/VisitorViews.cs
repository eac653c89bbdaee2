using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Visitors;

/// <summary>What recommendations need to know, taken from a visitor's state.</summary>
public static class VisitorViews
{
    /// <param name="grain">The visitor, with orders, advanced to the time.</param>
    /// <param name="now">The time of the answer.</param>
    /// <param name="options">The site's.</param>
    public static VisitorView Of(VisitorGrain grain, Instant now, VisitorOptions options)
    {
        var s = grain.State;
        return new VisitorView
        {
            Stage = s.Stage,
            RecentProducts = [.. s.RecentProducts.NewestFirst.Select(p => new ViewedProduct(p.Key, p.Stamp.Time))],
            SessionItems = SessionItems(s, now, options),
            Cart = [.. s.Cart.Lines.Select(l => l.Item)],
            Favourites = [.. s.Favourites.Items.Select(f => f.Item)],
            Categories = [.. s.Categories.Entries.Where(c => c.Weight > 0).Select(c => new Liking(c.Key, c.Weight))],
            Brands = [.. s.Brands.Entries.Where(b => b.Weight > 0).Select(b => new Liking(b.Key, b.Weight))],
            PriceBands = [.. s.PriceBands.ByCategory.Select(b => new PriceBand(b.Key, b.Value.Count, b.Value.Mean, b.Value.Spread))],
            PriceCurrency = options.BaseCurrency,
            LastPurchase = [.. s.LastPurchase?.Lines.Select(l => l.Item) ?? []],
            JustBought = JustBought(grain),
            Bought = grain.Orders.Bought() ?? [],
        };
    }

    /// <summary>When time alone makes another view of the same visitor: at the next timer, or when the session is over.</summary>
    public static Instant ValidUntil(VisitorState state, Instant now, VisitorOptions options)
    {
        var timer = state.NextDue ?? Instant.MaxValue;
        var sessionEnd = state.Visits.SessionLast + options.SessionIdle;
        return state.Visits.Sessions > 0 && sessionEnd > now ? Instant.Min(timer, sessionEnd) : timer;
    }

    // The state keeps the first lines of a long order; the order beside it has all of them.
    private static ulong[] JustBought(VisitorGrain grain) => grain.State.LastPurchase is not { } last
        ? []
        : [.. (grain.Orders.Find(last.Order)?.Items.Select(i => i.Item) ?? []).Union(last.Lines.Select(l => l.Item))];

    private static List<ulong> SessionItems(VisitorState s, Instant now, VisitorOptions options)
    {
        var items = new List<ulong>();
        if (s.Visits.Sessions == 0 || now - s.Visits.SessionLast >= options.SessionIdle) return items;
        foreach (var (stamp, key) in s.RecentProducts.NewestFirst)
        {
            if (stamp.Time < s.Visits.SessionStart) break;
            items.Add(key);
        }

        return items;
    }
}
