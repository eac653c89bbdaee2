using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>
/// Orders without any person: they make no visitor and count once per (site, order id), in totals, popularity and
/// co-purchases.
/// </summary>
internal static class AnonymousOrders
{
    /// <returns>Whether the record counts for the shop.</returns>
    public static bool Apply(LogRecord record, OrderBook orders, AnonymousTotals totals, VisitorOptions options)
    {
        if (record.Event.Header.Bot) return false;
        var message = Hash64.Of(record.Event.Header.MessageId);
        return record.Event switch
        {
            OrderCompleted order => Complete(order, message, orders, totals),
            OrderRefunded refund => Refund(refund, message, orders, totals, options),
            _ => false,
        };
    }

    private static bool Complete(OrderCompleted e, ulong message, OrderBook orders, AnonymousTotals totals)
    {
        var hash = Hash64.Of(e.OrderId);
        var known = orders.Find(hash);
        if (known is { Arrived: true }) return false;
        var entry = OrderArrival.Of(e, Stamp.Of(e.Header.Time, message), known, out var foreignRefund);
        if (foreignRefund != 0) totals.Add(known!.Currency, 0, -foreignRefund);
        orders.Put(hash, entry);
        totals.Add(entry.Currency, entry.Counts ? 1 : 0, entry.Net);
        return true;
    }

    private static bool Refund(OrderRefunded e, ulong message, OrderBook orders, AnonymousTotals totals, VisitorOptions options)
    {
        // A refund that names no order is kept under its own message, so that it counts once.
        var hash = e.OrderId is { } id ? Hash64.Of(id) : message;
        var before = orders.Find(hash) ?? new OrderEntry { Currency = e.Currency ?? "" };
        var after = before.WithRefund(new OrderRefund(message, e.Amount ?? 0, e.Amount is null && e.OrderId is not null));
        if (ReferenceEquals(before, after)) return false;
        orders.Put(hash, after);
        if (after.Arrived)
            totals.Add(after.Currency, (after.Counts ? 1 : 0) - (before.Counts ? 1 : 0), after.Net - before.Net);
        else if (e.OrderId is null)
            totals.Add(e.Currency ?? options.BaseCurrency, 0, -(e.Amount ?? 0));
        return true;
    }
}
