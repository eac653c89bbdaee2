namespace Recs.Cli.OnlineRetail;

/// <summary>Why a line is neither a sale nor a return. In the order of precedence: a line gets the first that applies.</summary>
public enum Exclusion
{
    /// <summary>A correction of the books.</summary>
    NegativePrice,

    /// <summary>Goods written off: a negative quantity on an invoice that is not a cancellation.</summary>
    NegativeQuantity,

    /// <summary>Given away, or a remark about stock.</summary>
    ZeroPrice,

    /// <summary>Postage, bank charges, discounts, samples: <see cref="Exclusions.FeeCodes"/>.</summary>
    Fee,
}

/// <summary>The rules of <see cref="Exclusion"/>.</summary>
public static class Exclusions
{
    /// <summary>Stock codes that are no products, in any case.</summary>
    public static readonly IReadOnlySet<string> FeeCodes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "POST", "DOT", "C2", // postage, Dotcomgiftshop postage, carriage
        "M", "D", "S", "B", // manual, discount, samples, bad debt
        "BANK CHARGES", "AMAZONFEE", "CRUK", // bank, marketplace, charity commission
        "PADS", // pads to match all cushions: an add-on of some pence, not sold by itself
    };

    /// <summary>The reason to leave a line out, or null for a sale or a return.</summary>
    public static Exclusion? Of(RetailLine line)
    {
        if (line.Price < 0) return Exclusion.NegativePrice;
        if (line.Quantity < 0 && !line.IsCancellation) return Exclusion.NegativeQuantity;
        if (line.Price == 0) return Exclusion.ZeroPrice;
        return FeeCodes.Contains(line.StockCode) ? Exclusion.Fee : null;
    }

    /// <summary>The name in the summary.</summary>
    public static string NameOf(Exclusion reason) => reason switch
    {
        Exclusion.NegativePrice => "negative_price",
        Exclusion.NegativeQuantity => "negative_quantity",
        Exclusion.ZeroPrice => "zero_price",
        Exclusion.Fee => "fee",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
