using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>An order that arrives, with what has been refunded of it before.</summary>
public static class OrderArrival
{
    /// <param name="e">The order.</param>
    /// <param name="stamp">Its time and message.</param>
    /// <param name="pending">Refunds that came before it; null: none.</param>
    public static OrderEntry Of(OrderCompleted e, Stamp stamp, OrderEntry? pending) => new()
    {
        Arrived = true,
        Verified = e.Header.Trusted,
        Stamp = stamp,
        Currency = e.Currency,
        Gross = e.Total,
        Refunds = pending?.RefundsOf(e.Header.Trusted) ?? [],
        RefundedMore = pending?.RefundedMoreOf(e.Header.Trusted) ?? 0,
        Items = [.. e.Items.Select(i => new OrderedItem(i.Item.Hash, i.Category is null ? 0 : Hash64.Of(i.Category), i.Quantity))],
    };

    /// <summary>What a refund takes from its order.</summary>
    /// <param name="e">The refund.</param>
    /// <param name="message">The hash of its message id.</param>
    public static OrderRefund Of(OrderRefunded e, ulong message) => new(message, e.Currency ?? "", e.Amount ?? 0, e.Amount is null, e.Header.Trusted);
}
