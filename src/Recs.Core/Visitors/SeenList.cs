namespace Recs.Core.Visitors;

/// <summary>One list of recommendations a visitor has seen.</summary>
/// <param name="Seen">The newest sight of it or click in it.</param>
/// <param name="Placement">
/// The hash of the place on the page; 0: not said. A list has one place; where two were said it is the one with the greater
/// hash, so that the order in which they come does not matter.
/// </param>
/// <param name="Clicks">The newest clicks, newest first, each product once.</param>
/// <param name="Form">As <see cref="Recommendations.Lists.ListIds.NumberOf"/> gives it; 0: no list of ours. Follows from the list's id.</param>
public sealed record SeenList(Stamp Seen, ulong Placement, IReadOnlyList<ListClick> Clicks, byte Form = 0)
{
    internal SeenList Join(SeenList other)
    {
        var clicks = new List<ListClick>(Clicks);
        foreach (var click in other.Clicks) Put(clicks, click);
        return new SeenList(Seen > other.Seen ? Seen : other.Seen, Math.Max(Placement, other.Placement), clicks, Math.Max(Form, other.Form));
    }

    private static void Put(List<ListClick> clicks, ListClick click)
    {
        var known = clicks.FindIndex(c => c.Item == click.Item);
        if (known >= 0)
        {
            if (clicks[known].CompareTo(click) >= 0) return;
            clicks.RemoveAt(known);
        }

        var at = 0;
        while (at < clicks.Count && clicks[at].CompareTo(click) > 0) at++;
        clicks.Insert(at, click);
        if (clicks.Count > VisitorLimits.ListClicks) clicks.RemoveAt(VisitorLimits.ListClicks);
    }
}

/// <param name="Stamp">When.</param>
/// <param name="Item">The product's hash.</param>
/// <param name="Position">Its place in the list, from 1; 0: not said.</param>
public readonly record struct ListClick(Stamp Stamp, ulong Item, int Position) : IComparable<ListClick>
{
    public int CompareTo(ListClick other)
    {
        var c = Stamp.CompareTo(other.Stamp);
        if (c == 0) c = Item.CompareTo(other.Item);
        return c != 0 ? c : Position.CompareTo(other.Position);
    }

    public static bool operator <(ListClick a, ListClick b) => a.CompareTo(b) < 0;

    public static bool operator >(ListClick a, ListClick b) => a.CompareTo(b) > 0;

    public static bool operator <=(ListClick a, ListClick b) => a.CompareTo(b) <= 0;

    public static bool operator >=(ListClick a, ListClick b) => a.CompareTo(b) >= 0;
}
