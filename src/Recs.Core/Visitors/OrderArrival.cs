using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>An order that arrives, with what has been refunded of it before.</summary>
public static class OrderArrival
{
    /// <param name="e">The order.</param>
    /// <param name="stamp">Its time and message.</param>
    /// <param name="pending">Refunds that came before it; null: none.</param>
    /// <param name="foreignRefund">What was refunded in another currency, which lowers that currency's net amount instead.</param>
    public static OrderEntry Of(OrderCompleted e, Stamp stamp, OrderEntry? pending, out decimal foreignRefund)
    {
        var sameCurrency = pending is null || pending.Currency.Length == 0 || pending.Currency == e.Currency;
        foreignRefund = sameCurrency ? 0 : pending!.Refunded;
        return new OrderEntry
        {
            Arrived = true,
            Verified = e.Header.Trusted,
            Stamp = stamp,
            Currency = e.Currency,
            Gross = e.Total,
            Refunds = sameCurrency ? pending?.Refunds ?? [] : [],
            RefundedMore = sameCurrency ? pending?.RefundedMore ?? 0 : 0,
            Items = [.. e.Items.Select(i => new OrderedItem(i.Item.Hash, i.Category is null ? 0 : Hash64.Of(i.Category), i.Quantity))],
        };
    }
}
