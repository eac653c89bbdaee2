using System.Runtime.InteropServices;

namespace Recs.Training.Data.Interactions;

/// <summary>
/// Collects what visitors did in whatever order it is read, and puts it in order at the end. The result does not depend on the order of
/// reading: items are numbered by id, rows stand by visitor, and what was told twice counts once.
/// </summary>
public sealed class InteractionBuilder
{
    private readonly ItemVocabulary _items = new();
    private readonly VisitorAliases _aliases = new();
    private List<Interaction> _all = [];

    /// <summary>How many interactions were added.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one interaction.</summary>
    /// <param name="visitor">A hash of who did it.</param>
    /// <param name="item">The product's id.</param>
    /// <param name="kind">What.</param>
    /// <param name="time">When, in unix milliseconds.</param>
    /// <param name="order">Of a purchase a hash of the order, so that its products are known as one basket; else 0.</param>
    /// <param name="line">Of a purchase its place in the order, since people put together what goes together.</param>
    public void Add(ulong visitor, ReadOnlySpan<char> item, InteractionKind kind, long time, ulong order = 0, int line = 0) =>
        _all.Add(new Interaction(visitor, order, time, _items.Add(item), (short)Math.Min(line, short.MaxValue), kind));

    /// <summary>One visitor turned out to be another: a device whose user signed in. What came later for one alias holds.</summary>
    public void Alias(ulong alias, ulong visitor) => _aliases.Add(alias, visitor);

    /// <summary>Everything in order. The builder is empty then.</summary>
    /// <param name="most">Of more interactions than this the newest are kept.</param>
    public InteractionSet Build(int most = int.MaxValue)
    {
        var numbers = Numbers();
        var all = CollectionsMarshal.AsSpan(_all);
        for (var i = 0; i < all.Length; i++) all[i] = all[i] with { Visitor = _aliases.Resolve(all[i].Visitor), Item = numbers[all[i].Item] };
        if (all.Length > most)
        {
            all.Sort(static (a, b) => b.Time != a.Time ? b.Time.CompareTo(a.Time) : Order(a, b));
            all = all[..most];
        }

        all.Sort(Order);
        var ids = _items.Ids.Order(StringComparer.Ordinal).ToArray();
        var set = InteractionSet.Of(Distinct(all), ids);
        _all = [];
        return set;
    }

    private static int Order(Interaction a, Interaction b)
    {
        if (a.Visitor != b.Visitor) return a.Visitor.CompareTo(b.Visitor);
        if (a.Time != b.Time) return a.Time.CompareTo(b.Time);
        if (a.Kind != b.Kind) return a.Kind.CompareTo(b.Kind);
        if (a.Order != b.Order) return a.Order.CompareTo(b.Order);
        return a.Line != b.Line ? a.Line.CompareTo(b.Line) : a.Item.CompareTo(b.Item);
    }

    private static Span<Interaction> Distinct(Span<Interaction> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept == 0 || sorted[i] != sorted[kept - 1]) sorted[kept++] = sorted[i];
        }

        return sorted[..kept];
    }

    private int[] Numbers()
    {
        var order = Enumerable.Range(0, _items.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(_items.Ids[a], _items.Ids[b]));
        var numbers = new int[order.Length];
        for (var place = 0; place < order.Length; place++) numbers[order[place]] = place;
        return numbers;
    }
}

/// <param name="Visitor">A hash of who did it.</param>
/// <param name="Order">Of a purchase a hash of the order; else 0.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Item">Its number.</param>
/// <param name="Line">Of a purchase its place in the order.</param>
/// <param name="Kind">What was done.</param>
internal readonly record struct Interaction(ulong Visitor, ulong Order, long Time, int Item, short Line, InteractionKind Kind);
