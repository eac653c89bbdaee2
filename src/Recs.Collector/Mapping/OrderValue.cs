using System.Collections.Immutable;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>What an order is worth.</summary>
internal static class OrderValue
{
    private const decimal Tolerance = 0.01m;

    /// <summary>Σ price × quantity; null where a line has no price in this currency, or there is no line.</summary>
    public static decimal? OfLines(ImmutableArray<ItemLine> lines, string? currency)
    {
        if (lines.IsEmpty) return null;
        var sum = 0m;
        foreach (var line in lines)
        {
            if (line.Price is not { } price || (line.Currency ?? currency) != currency) return null;
            sum += price * line.Quantity;
        }

        return sum;
    }

    /// <summary>
    /// The stated value is off by more than 1 % from the lines with shipping and discount, whether the prices include the tax
    /// or not.
    /// </summary>
    public static bool Differs(decimal stated, decimal lines, decimal tax, decimal shipping, decimal discount)
    {
        var withTax = lines + shipping - discount;
        return IsOff(stated, withTax) && IsOff(stated, withTax + tax) && IsOff(stated, lines);
    }

    private static bool IsOff(decimal stated, decimal expected) => Math.Abs(stated - expected) > Tolerance * Math.Abs(stated);
}
