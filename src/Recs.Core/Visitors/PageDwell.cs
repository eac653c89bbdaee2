namespace Recs.Core.Visitors;

/// <summary>Focused time on the page view looked at last, so that a long look counts once. Merging takes the later.</summary>
/// <param name="Stamp">The newest event of the page view.</param>
/// <param name="PageView">The hash of the page view's id.</param>
/// <param name="Milliseconds">So far.</param>
public readonly record struct PageDwell(Stamp Stamp, ulong PageView, long Milliseconds) : IComparable<PageDwell>
{
    public static readonly PageDwell None = new(Stamp.None, 0, 0);

    public int CompareTo(PageDwell other)
    {
        var c = Stamp.CompareTo(other.Stamp);
        if (c == 0) c = PageView.CompareTo(other.PageView);
        return c != 0 ? c : Milliseconds.CompareTo(other.Milliseconds);
    }
}
