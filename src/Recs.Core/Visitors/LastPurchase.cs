using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>The newest order. Merging takes the later.</summary>
/// <param name="Stamp">When.</param>
/// <param name="Order">The hash of the order id.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">What was paid.</param>
/// <param name="Lines">The first lines of the order.</param>
/// <param name="MoreLines">How many lines were not kept.</param>
public sealed record LastPurchase(Stamp Stamp, ulong Order, string Currency, decimal Total, IReadOnlyList<PurchaseLine> Lines, int MoreLines)
{
    public bool IsLaterThan(LastPurchase other)
    {
        var c = Stamp.CompareTo(other.Stamp);
        return c != 0 ? c > 0 : Order > other.Order;
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        Stamp.Write(e, reference);
        e.Fixed64(Order);
        e.Text(Currency);
        e.Amount(Total);
        e.Count(Lines.Count);
        foreach (var line in Lines)
        {
            e.Fixed64(line.Item);
            e.Signed(line.Quantity);
            e.Bool(line.Price.HasValue);
            if (line.Price is { } price) e.Amount(price);
        }

        e.Signed(MoreLines);
    }

    internal static LastPurchase Read(ref BinaryDecoder d, Instant reference)
    {
        var stamp = Stamp.Read(ref d, reference);
        var order = d.Fixed64();
        var currency = d.Text();
        var total = d.Amount();
        var lines = new PurchaseLine[d.Count()];
        for (var i = 0; i < lines.Length; i++) lines[i] = new PurchaseLine(d.Fixed64(), d.Int32(), d.Bool() ? d.Amount() : null);
        return new LastPurchase(stamp, order, currency, total, lines, d.Int32());
    }
}

public readonly record struct PurchaseLine(ulong Item, int Quantity, decimal? Price);
