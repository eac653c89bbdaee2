namespace Recs.Core.Visitors;

/// <param name="Item">The product's hash.</param>
/// <param name="Stamp">When the line last changed.</param>
/// <param name="Quantity">How many; 0: removed.</param>
/// <param name="Price">The price of one as last seen; null: unknown.</param>
public readonly record struct CartLine(ulong Item, Stamp Stamp, long Quantity, decimal? Price) : IComparable<CartLine>
{
    /// <summary>The later line; a total order, so that merging may take the greater of two.</summary>
    public int CompareTo(CartLine other)
    {
        var c = Stamp.CompareTo(other.Stamp);
        if (c == 0) c = Quantity.CompareTo(other.Quantity);
        if (c == 0) c = Nullable.Compare(Price, other.Price);
        return c != 0 ? c : Item.CompareTo(other.Item);
    }
}
