using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>The list of recommendations an order is owed to.</summary>
/// <param name="List">The hash of the list's id.</param>
/// <param name="Form">As <see cref="Recommendations.Lists.ListIds.NumberOf"/> gives it; 0: no list of ours.</param>
/// <param name="Placement">The hash of the place on the page; 0: not said.</param>
/// <param name="Clicked">It was clicked; else only seen.</param>
/// <param name="Direct">A product was bought that was clicked in it.</param>
/// <param name="Stamp">When it was clicked or seen.</param>
public sealed record ListCredit(ulong List, byte Form, ulong Placement, bool Clicked, bool Direct, Stamp Stamp) : IComparable<ListCredit>
{
    /// <summary>The one that counts is greater: a click before a sight, then the later. Total, so that joining needs no order.</summary>
    public int CompareTo(ListCredit? other)
    {
        if (other is null) return 1;
        var c = Clicked.CompareTo(other.Clicked);
        if (c == 0) c = Stamp.CompareTo(other.Stamp);
        if (c == 0) c = List.CompareTo(other.List);
        if (c == 0) c = Direct.CompareTo(other.Direct);
        if (c == 0) c = Placement.CompareTo(other.Placement);
        return c != 0 ? c : Form.CompareTo(other.Form);
    }

    /// <summary>The greater of two; null only where both are.</summary>
    public static ListCredit? Better(ListCredit? a, ListCredit? b) => a is null || (b is not null && b.CompareTo(a) > 0) ? b : a;

    internal void Write(BinaryEncoder e)
    {
        e.Fixed64(List);
        e.Byte(Form);
        e.Fixed64(Placement);
        e.Byte((byte)((Clicked ? 1 : 0) | (Direct ? 2 : 0)));
        Stamp.Write(e, new Instant(0));
    }

    internal static ListCredit Read(ref BinaryDecoder d)
    {
        var (list, form, placement, flags) = (d.Fixed64(), d.Byte(), d.Fixed64(), d.Byte());
        return new ListCredit(list, form, placement, (flags & 1) != 0, (flags & 2) != 0, Stamp.Read(ref d, new Instant(0)));
    }
}
