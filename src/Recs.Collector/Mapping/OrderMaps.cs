using System.Collections.Immutable;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Orders and refunds.</summary>
internal static class OrderMaps
{
    private const string Worth = "total, or revenue with tax and shipping, or a price in the order's currency for each product";

    /// <summary>Value: <c>total</c>, else revenue + tax + shipping, else Σ price × quantity.</summary>
    public static VisitorEvent Completed(EventSource source)
    {
        var (fields, at) = (source.Fields, source.Properties);
        var id = fields.RequiredId(at, Names.OrderId, IdRule.OrderBytes);
        var currency = fields.Currency(at);
        if (currency is null) fields.Missing(at, Names.Currency, "an ISO 4217 code like EUR");
        var (tax, shipping) = (fields.Amount(at, Names.Tax) ?? 0, fields.Amount(at, Names.Shipping) ?? 0);
        var (revenue, discount) = (fields.Amount(at, Names.Revenue), fields.Amount(at, Names.Discount) ?? 0);
        var stated = fields.Amount(at, Names.Total) ?? (revenue + tax + shipping);
        var lines = ItemLines.All(source, currency);
        var sum = OrderValue.OfLines(lines, currency);
        source.NeedsPrices = stated is null && sum is null;
        var order = new OrderCompleted(source.Header, id, currency ?? "", 0, lines)
        {
            Mismatch = stated is { } s && sum is { } l && OrderValue.Differs(s, l, tax, shipping, discount),
        };
        return source.NeedsPrices ? order : Valued(fields, order, stated ?? sum);
    }

    /// <summary>The order with a value found late; a problem where it still has none or one out of range.</summary>
    public static OrderCompleted Valued(FieldReader fields, OrderCompleted order, decimal? value)
    {
        if (value is null) fields.Fail(IntakeCode.MissingField, "properties.total", Worth, "none");
        else if (value > Amounts.Largest) fields.Fail(IntakeCode.OutOfRange, "properties.total", "an order of at most 10⁹", $"{value}");
        return order with { Total = value ?? 0 };
    }

    /// <summary>
    /// An amount, else what the products cost, else all that is left of the order. Only history may name no order, or take an
    /// amount back again.
    /// </summary>
    public static VisitorEvent Refunded(EventSource source)
    {
        var (fields, at, history) = (source.Fields, source.Properties, source.Request.Historical);
        var id = history ? fields.FilledId(at, Names.OrderId, IdRule.OrderBytes) : fields.RequiredId(at, Names.OrderId, IdRule.OrderBytes);
        var currency = fields.Currency(at);
        var lines = ItemLines.All(source, currency);
        var amount = fields.Amount(at, at.FirstOf(Names.Total, Names.Value), signed: history) ?? OfProducts(source, lines, currency);
        if (id is null && amount is null) fields.Missing(at, Names.Total, "the amount of a refund that names no order");
        if (id is null && currency is null) fields.Missing(at, Names.Currency, "the currency of a refund that names no order");
        return new OrderRefunded(source.Header, id, currency, amount, lines);
    }

    private static decimal? OfProducts(EventSource source, ImmutableArray<ItemLine> lines, string? currency)
    {
        if (lines.IsEmpty) return null;
        var sum = OrderValue.OfLines(lines, currency);
        if (sum is null) source.Fields.Missing(source.Properties, Names.Total, "the amount, or a price in the refund's currency for each product");
        else if (sum > Amounts.Largest) source.Fields.Fail(IntakeCode.OutOfRange, "properties.total", "a refund of at most 10⁹", $"{sum}");
        return sum;
    }
}
