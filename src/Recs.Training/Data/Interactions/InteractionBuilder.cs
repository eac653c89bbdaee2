using System.Runtime.InteropServices;

namespace Recs.Training.Data.Interactions;

/// <summary>
/// Collects what visitors did in whatever order it is read, and puts it in order at the end. The result does not depend on the order of
/// reading: items are numbered by id, rows stand by visitor, what was told twice counts once, and refusals hold for all ids of a visitor.
/// </summary>
/// <param name="most">Of more interactions than this the newest are kept; no more than twice as many are ever held.</param>
public sealed class InteractionBuilder(int most = int.MaxValue)
{
    private readonly ItemVocabulary _items = new();
    private readonly VisitorAliases _aliases = new();
    private readonly VisitorRefusals _refusals = new();
    private List<Interaction> _all = [];

    /// <summary>Adds one interaction.</summary>
    /// <param name="visitor">A hash of who did it.</param>
    /// <param name="item">The product's id.</param>
    /// <param name="kind">What.</param>
    /// <param name="time">When, in unix milliseconds.</param>
    /// <param name="order">Of a purchase a hash of the order, so that its products are known as one basket; else 0.</param>
    /// <param name="line">Of a purchase its place in the order, since people put together what goes together.</param>
    /// <param name="allows">What it expressly allows, which counts for itself against an older refusal.</param>
    public void Add(ulong visitor, ReadOnlySpan<char> item, InteractionKind kind, long time, ulong order = 0, int line = 0, Purposes allows = Purposes.None)
    {
        _all.Add(new Interaction(visitor, order, time, _items.Add(item), (short)Math.Min(line, short.MaxValue), kind, allows));
        if (_all.Count / 2 >= most) KeepNewest();
    }

    /// <summary>One visitor turned out to be another: a device whose user signed in. What came later for one alias holds.</summary>
    public void Alias(ulong alias, ulong visitor) => _aliases.Add(alias, visitor);

    /// <summary>A visitor changes what may be done with what he or she does from then on; null: as before.</summary>
    public void Consent(ulong visitor, long time, bool? analytics, bool? personalisation) => _refusals.Add(visitor, time, analytics, personalisation);

    /// <summary>Everything in order, without what was done after refusing. The builder is empty then.</summary>
    public InteractionSet Build()
    {
        if (_all.Count > most) KeepNewest();
        var refusals = _refusals.Resolved(_aliases);
        _all.RemoveAll(i => refusals.Holds(_aliases.Resolve(i.Visitor), i.Time, i.Allows));
        var (numbers, ids) = Numbers();
        var all = CollectionsMarshal.AsSpan(_all);
        for (var i = 0; i < all.Length; i++) all[i] = all[i] with { Visitor = _aliases.Resolve(all[i].Visitor), Item = numbers[all[i].Item], Allows = Purposes.None };
        all.Sort(Order);
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

    // By a total order that does not know in which order things were read, so that what is kept does not either.
    private void KeepNewest()
    {
        _all.Sort((a, b) =>
        {
            if (a.Time != b.Time) return b.Time.CompareTo(a.Time);
            if (a.Visitor != b.Visitor) return a.Visitor.CompareTo(b.Visitor);
            if (a.Kind != b.Kind) return a.Kind.CompareTo(b.Kind);
            if (a.Order != b.Order) return a.Order.CompareTo(b.Order);
            return a.Line != b.Line ? a.Line.CompareTo(b.Line) : string.CompareOrdinal(_items.Ids[a.Item], _items.Ids[b.Item]);
        });
        if (_all.Count > most) _all.RemoveRange(most, _all.Count - most);
    }

    // Items of which something is left, by id.
    private (int[] Numbers, string[] Ids) Numbers()
    {
        var used = new bool[_items.Count];
        foreach (var one in _all) used[one.Item] = true;
        var order = Enumerable.Range(0, _items.Count).Where(i => used[i]).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(_items.Ids[a], _items.Ids[b]));
        var numbers = new int[_items.Count];
        for (var place = 0; place < order.Length; place++) numbers[order[place]] = place;
        return (numbers, Array.ConvertAll(order, i => _items.Ids[i]));
    }
}

/// <param name="Visitor">A hash of who did it.</param>
/// <param name="Order">Of a purchase a hash of the order; else 0.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Item">Its number.</param>
/// <param name="Line">Of a purchase its place in the order.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Allows">What it expressly allows.</param>
internal readonly record struct Interaction(ulong Visitor, ulong Order, long Time, int Item, short Line, InteractionKind Kind, Purposes Allows);
