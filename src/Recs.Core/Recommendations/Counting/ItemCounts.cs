using Recs.Core.Serialization;

namespace Recs.Core.Recommendations.Counting;

/// <summary>How often one product was viewed, put into a cart and bought. Never falls: refunds do not make a product less liked.</summary>
public sealed class ItemCounts
{
    /// <summary>The version written. History: 1 the first; 2 knows whether the product is the shop's.</summary>
    public const byte Version = 2;

    private DecayedWeight _fast;
    private DecayedWeight _slow;

    /// <summary>Sessions in which it was viewed, repeated views not counted.</summary>
    public long Views { get; private set; }

    public long CartAdds { get; private set; }

    /// <summary>Orders that hold it, each once.</summary>
    public long Orders { get; private set; }

    public long Units { get; private set; }

    /// <summary>First purchases: visitors who bought it, and orders that name no person.</summary>
    public long Buyers { get; private set; }

    /// <summary>Buyers who bought it in a second order.</summary>
    public long Rebuyers { get; private set; }

    /// <summary>Baskets in which it was paired with other products: the margin that belongs to <see cref="CounterKind.CoPurchases"/>.</summary>
    public long PairedBaskets { get; private set; }

    /// <summary>Weight with <see cref="CountingOptions.FastHalfLife"/>.</summary>
    public DecayedWeight Fast => _fast;

    /// <summary>Weight with <see cref="CountingOptions.SlowHalfLife"/>.</summary>
    public DecayedWeight Slow => _slow;

    /// <summary>The catalogue had it, or the shop's own servers named it: no browser has made it up. False in what was written before there was this.</summary>
    public bool IsProven { get; private set; }

    internal void Prove() => IsProven = true;

    internal void View() => Views++;

    internal void AddToCart() => CartAdds++;

    internal void Pair() => PairedBaskets++;

    internal void Order(long units, bool boughtBefore, bool boughtAgainBefore)
    {
        Orders++;
        Units += units;
        if (!boughtBefore) Buyers++;
        else if (!boughtAgainBefore) Rebuyers++;
    }

    internal void Like(double weight, Instant time, CountingOptions options)
    {
        _fast.Add(weight, time, options.FastHalfLife);
        _slow.Add(weight, time, options.SlowHalfLife);
    }

    internal void Merge(ItemCounts other, CountingOptions options)
    {
        Views += other.Views;
        CartAdds += other.CartAdds;
        Orders += other.Orders;
        Units += other.Units;
        Buyers += other.Buyers;
        Rebuyers += other.Rebuyers;
        PairedBaskets += other.PairedBaskets;
        _fast.Add(other._fast, options.FastHalfLife);
        _slow.Add(other._slow, options.SlowHalfLife);
    }

    internal void Write(BinaryEncoder e)
    {
        e.Byte(Version);
        e.Varint((ulong)Views);
        e.Varint((ulong)CartAdds);
        e.Varint((ulong)Orders);
        e.Varint((ulong)Units);
        e.Varint((ulong)Buyers);
        e.Varint((ulong)Rebuyers);
        e.Varint((ulong)PairedBaskets);
        _fast.Write(e);
        _slow.Write(e);
        e.Bool(IsProven);
    }

    public static ItemCounts Read(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version != Version - 1) CounterFormat.Check(version, Version, CounterKind.Item);
        return new ItemCounts
        {
            Views = (long)d.Varint(),
            CartAdds = (long)d.Varint(),
            Orders = (long)d.Varint(),
            Units = (long)d.Varint(),
            Buyers = (long)d.Varint(),
            Rebuyers = (long)d.Varint(),
            PairedBaskets = (long)d.Varint(),
            _fast = DecayedWeight.Read(ref d),
            _slow = DecayedWeight.Read(ref d),
            IsProven = version > 1 && d.Bool(),
        };
    }
}
