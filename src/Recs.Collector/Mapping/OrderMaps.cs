using System.Collections.Immutable;
using Recs.Collector.Reading;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Orders and refunds.</summary>
internal static class OrderMaps
{
    private const string Worth = "total, or revenue (Google's value) with tax and shipping, or a price in the order's currency for each product";

    /// <summary>
    /// Value: <c>total</c>, else revenue + tax + shipping, else Σ price × quantity. Google's <c>value</c> is the revenue: it
    /// leaves out tax and shipping.
    /// </summary>
    public static VisitorEvent Completed(EventSource source)
    {
        var (fields, at) = (source.Fields, source.Properties);
        var id = fields.RequiredId(at, source.In(Names.OrderId, Names.TransactionId), IdRule.OrderBytes);
        var currency = fields.Currency(at);
        if (currency is null) fields.Missing(at, Names.Currency, "an ISO 4217 code like EUR");
        var (tax, shipping) = (fields.Amount(at, Names.Tax) ?? 0, fields.Amount(at, Names.Shipping) ?? 0);
        var isGa4 = source.Dialect == Dialect.Ga4;
        var revenue = fields.Amount(at, source.In(Names.Revenue, Names.Value));
        var stated = (isGa4 ? null : fields.Amount(at, Names.Total)) ?? (revenue + tax + shipping);
        var ofOrder = isGa4 ? 0 : fields.Amount(at, Names.Discount) ?? 0;
        var lines = ItemLines.All(source, currency);
        var discount = isGa4 ? Ga4Item.Discounts(source, lines) : ofOrder;
        var sum = OrderValue.OfLines(lines, currency);
        source.NeedsPrices = stated is null && sum is null;
        var order = new OrderCompleted(source.Header, id, currency ?? "", 0, lines)
        {
            Mismatch = stated is { } s && sum is { } l && OrderValue.Differs(s, l, tax, shipping, discount)
                && (!isGa4 || OrderValue.Differs(s, l, tax, shipping, 0)),
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
    /// amount back again. Google's refund without items is of the whole order, whatever its value.
    /// </summary>
    public static VisitorEvent Refunded(EventSource source)
    {
        var (fields, at, history) = (source.Fields, source.Properties, source.Request.Historical);
        var idName = source.In(Names.OrderId, Names.TransactionId);
        var id = history ? fields.FilledId(at, idName, IdRule.OrderBytes) : fields.RequiredId(at, idName, IdRule.OrderBytes);
        var currency = fields.Currency(at);
        var lines = ItemLines.All(source, currency);
        var stated = source.Dialect == Dialect.Ga4 ? Ga4Refund(source, lines) : fields.Amount(at, at.FirstOf(Names.Total, Names.Value), signed: history);
        var amount = stated ?? OfProducts(source, lines, currency);
        if (id is null && amount is null) fields.Missing(at, Names.Total, "the amount of a refund that names no order");
        if (id is null && currency is null) fields.Missing(at, Names.Currency, "the currency of a refund that names no order");
        return new OrderRefunded(source.Header, id, currency, amount, lines);
    }

    private static decimal? Ga4Refund(EventSource source, ImmutableArray<ItemLine> lines)
    {
        var (fields, at) = (source.Fields, source.Properties);
        var value = fields.Amount(at, Names.Value) + (fields.Amount(at, Names.Tax) ?? 0) + (fields.Amount(at, Names.Shipping) ?? 0);
        return lines.IsEmpty ? null : value;
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
