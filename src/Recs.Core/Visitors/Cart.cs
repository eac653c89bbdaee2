using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// What lies in the cart. An order empties it of everything older than the order. Merging takes the later line of each
/// product. Removals are remembered until they age out.
/// </summary>
public sealed class Cart
{
    // Newest first, removed lines among them.
    private readonly List<CartLine> _lines = [];

    /// <summary>The lines that are in the cart, newest first.</summary>
    public IEnumerable<CartLine> Lines => _lines.Where(l => l.Quantity > 0);

    public bool IsEmpty => !_lines.Exists(l => l.Quantity > 0);

    /// <summary>The order that emptied the cart last.</summary>
    public Stamp ClearedAt { get; private set; } = Stamp.None;

    /// <summary>The newest cart event that was not late; abandonment counts from here.</summary>
    public Instant Touched { get; private set; } = Instant.MinValue;

    /// <summary>The value of <see cref="Touched"/> for which abandonment has been reported.</summary>
    public Instant AbandonedFor { get; private set; } = Instant.MinValue;

    internal int Count => _lines.Count;

    public void Add(ulong item, int quantity, decimal? price, Stamp stamp)
    {
        if (stamp <= ClearedAt) return;
        var line = Find(item);
        var late = line.Stamp > stamp;
        if (late && line.Quantity == 0) return;
        Put(new CartLine(item, late ? line.Stamp : stamp, Sum(line.Quantity, quantity), (late ? line.Price : price) ?? line.Price ?? price));
    }

    public void Remove(ulong item, int quantity, Stamp stamp)
    {
        if (stamp <= ClearedAt) return;
        var line = Find(item);
        if (line.Stamp > stamp)
        {
            // An older removal of everything says nothing about what was added since.
            if (quantity != int.MaxValue) Put(line with { Quantity = Math.Max(0, line.Quantity - quantity) });
            return;
        }

        Put(new CartLine(item, stamp, quantity == int.MaxValue ? 0 : Math.Max(0, line.Quantity - quantity), line.Price));
    }

    public void Touch(Instant time) => Touched = Instant.Max(Touched, time);

    public void ReportAbandoned() => AbandonedFor = Touched;

    public void Clear(Stamp at)
    {
        if (at <= ClearedAt) return;
        ClearedAt = at;
        _lines.RemoveAll(l => l.Stamp <= at);
    }

    /// <summary>When the cart counts as abandoned, or null: empty, ordered since, or reported already.</summary>
    public Instant? AbandonedDue(VisitorOptions options) =>
        Touched > AbandonedFor && Touched > ClearedAt.Time && !IsEmpty ? Touched + options.CartAbandonedAfter : null;

    public void Merge(Cart other)
    {
        foreach (var line in other._lines)
        {
            var own = Find(line.Item);
            if (own.CompareTo(line) < 0) Put(line);
        }

        Touched = Instant.Max(Touched, other.Touched);
        AbandonedFor = Instant.Max(AbandonedFor, other.AbandonedFor);
        Clear(other.ClearedAt);
        _lines.RemoveAll(l => l.Stamp <= ClearedAt);
    }

    /// <summary>Forgets removals older than the memory for them.</summary>
    public void AgeOut(Instant now, VisitorOptions options) =>
        _lines.RemoveAll(l => l.Quantity == 0 && now - l.Stamp.Time > options.RemovalMemory);

    /// <summary>Forgets the oldest removal; for the bound on the whole state.</summary>
    internal bool DropOldestRemoval() => DropOldest(present: false);

    private bool DropOldest(bool present)
    {
        var at = _lines.FindLastIndex(l => l.Quantity > 0 == present);
        if (at >= 0) _lines.RemoveAt(at);
        return at >= 0;
    }

    private CartLine Find(ulong item)
    {
        var at = _lines.FindIndex(l => l.Item == item);
        return at < 0 ? new CartLine(item, Stamp.None, 0, null) : _lines[at];
    }

    private void Put(CartLine line)
    {
        _lines.RemoveAll(l => l.Item == line.Item);
        var at = 0;
        while (at < _lines.Count && _lines[at].CompareTo(line) > 0) at++;
        _lines.Insert(at, line);
        if (_lines.Count(l => l.Quantity > 0) > VisitorLimits.CartLines) DropOldest(present: true);
        if (_lines.Count(l => l.Quantity == 0) > VisitorLimits.Removals) DropOldest(present: false);
    }

    // Quantities are bounded at the edge; a million additions of the largest still fit.
    private static long Sum(long a, long b) => Math.Min(a + b, long.MaxValue / 4);

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_lines.Count);
        var before = reference;
        foreach (var line in _lines)
        {
            e.Fixed64(line.Item);
            line.Stamp.Write(e, before);
            before = line.Stamp.Time;
            e.Varint((ulong)line.Quantity);
            e.Bool(line.Price.HasValue);
            if (line.Price is { } price) e.Amount(price);
        }

        var times = (ClearedAt == Stamp.None ? 0 : Times.Cleared)
            | (Touched == Instant.MinValue ? 0 : Times.Touched)
            | (AbandonedFor == Instant.MinValue ? 0 : AbandonedFor == Touched ? Times.AbandonedAsTouched : Times.Abandoned);
        e.Byte((byte)times);
        if (times.HasFlag(Times.Cleared)) ClearedAt.Write(e, reference);
        if (times.HasFlag(Times.Touched)) e.Signed(reference.UnixMilliseconds - Touched.UnixMilliseconds);
        if (times.HasFlag(Times.Abandoned)) e.Signed(reference.UnixMilliseconds - AbandonedFor.UnixMilliseconds);
    }

    internal static Cart Read(ref BinaryDecoder d, Instant reference)
    {
        var cart = new Cart();
        var before = reference;
        for (var n = d.Count(); n > 0; n--)
        {
            var line = new CartLine(d.Fixed64(), Stamp.Read(ref d, before), (long)d.Varint(), d.Bool() ? d.Amount() : null);
            cart._lines.Add(line);
            before = line.Stamp.Time;
        }

        var times = (Times)d.Byte();
        if (times.HasFlag(Times.Cleared)) cart.ClearedAt = Stamp.Read(ref d, reference);
        if (times.HasFlag(Times.Touched)) cart.Touched = new Instant(reference.UnixMilliseconds - d.Signed());
        if (times.HasFlag(Times.Abandoned)) cart.AbandonedFor = new Instant(reference.UnixMilliseconds - d.Signed());
        if (times.HasFlag(Times.AbandonedAsTouched)) cart.AbandonedFor = cart.Touched;
        return cart;
    }

    [Flags]
    private enum Times
    {
        Cleared = 1,
        Touched = 2,
        Abandoned = 4,
        AbandonedAsTouched = 8,
    }
}
