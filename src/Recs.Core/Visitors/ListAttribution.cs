namespace Recs.Core.Visitors;

/// <summary>
/// To which list an order is owed, as a whole: to that of the last click in the 7 days before it, else to the last one visible in
/// the 24 hours before it.
/// </summary>
internal static class ListAttribution
{
    public static readonly TimeSpan ClickCounts = TimeSpan.FromDays(7);
    public static readonly TimeSpan SightCounts = TimeSpan.FromHours(24);

    /// <param name="lists">What the visitor has seen and clicked.</param>
    /// <param name="time">Of the order.</param>
    /// <param name="items">What was ordered.</param>
    /// <returns>Null: to none.</returns>
    public static ListCredit? Of(ListsSeen lists, Instant time, IReadOnlyList<OrderedItem> items)
    {
        ListCredit? best = null;
        foreach (var (list, seen) in lists.ByList)
        {
            if (LastClick(seen, time) is { } click)
                best = ListCredit.Better(best, new ListCredit(list, seen.Form, seen.Placement, Clicked: true, IsDirect(seen, items, time), click));
            else if (seen.Seen.Time <= time && time - seen.Seen.Time <= SightCounts)
                best = ListCredit.Better(best, new ListCredit(list, seen.Form, seen.Placement, Clicked: false, Direct: false, seen.Seen));
        }

        return best;
    }

    /// <summary>The products ordered that were clicked in a list in time, with the places at which they were.</summary>
    public static IReadOnlyList<(ulong Item, int Position)> Bought(SeenList seen, IReadOnlyList<OrderedItem> items, Instant time) =>
        [.. seen.Clicks.Where(c => Counts(c, time) && IsAmong(items, c.Item)).Select(c => (c.Item, c.Position))];

    private static Stamp? LastClick(SeenList seen, Instant time)
    {
        foreach (var click in seen.Clicks)
        {
            // Newest first.
            if (Counts(click, time)) return click.Stamp;
        }

        return null;
    }

    private static bool IsDirect(SeenList seen, IReadOnlyList<OrderedItem> items, Instant time)
    {
        foreach (var click in seen.Clicks)
        {
            if (Counts(click, time) && IsAmong(items, click.Item)) return true;
        }

        return false;
    }

    private static bool Counts(ListClick click, Instant time) => click.Stamp.Time <= time && time - click.Stamp.Time <= ClickCounts;

    private static bool IsAmong(IReadOnlyList<OrderedItem> items, ulong item)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Item == item) return true;
        }

        return false;
    }
}
