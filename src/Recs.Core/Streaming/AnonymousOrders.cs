using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>
/// Orders without any person: they make no visitor and count once per (site, order id), in totals, popularity and
/// co-purchases. What a browser reports of such an order counts for popularity and co-purchases only, until the shop's own
/// report takes its place.
/// </summary>
internal static class AnonymousOrders
{
    public static AnonymousOutcome Apply(LogRecord record, OrderBook orders, AnonymousTotals totals, VisitorOptions options)
    {
        if (record.Event.Header.Bot) return AnonymousOutcome.Nothing;
        var message = Hash64.Of(record.Event.Header.MessageId);
        return record.Event switch
        {
            OrderCompleted order => Complete(order, message, orders, totals),
            OrderRefunded refund => Refund(refund, message, orders, totals, options),
            _ => AnonymousOutcome.Nothing,
        };
    }

    private static AnonymousOutcome Complete(OrderCompleted e, ulong message, OrderBook orders, AnonymousTotals totals)
    {
        var hash = Hash64.Of(e.OrderId);
        var known = orders.Find(hash);
        if (known is { Arrived: true } && (known.Verified || !e.Header.Trusted)) return AnonymousOutcome.Nothing;
        var entry = OrderArrival.Of(e, Stamp.Of(e.Header.Time, message), known);
        orders.Put(hash, entry);
        Add(totals, entry, +1);
        return known is { Arrived: true } ? AnonymousOutcome.Kept : AnonymousOutcome.Counts;
    }

    private static AnonymousOutcome Refund(OrderRefunded e, ulong message, OrderBook orders, AnonymousTotals totals, VisitorOptions options)
    {
        // A refund that names no order is kept under its own message, so that it counts once; no order id has that hash.
        var hash = e.OrderId is { } id ? Hash64.Of(id) : ~message;
        var before = orders.Find(hash) ?? new OrderEntry();
        var after = before.WithRefund(OrderArrival.Of(e, message));
        if (ReferenceEquals(before, after)) return AnonymousOutcome.Nothing;
        orders.Put(hash, after);
        Add(totals, before, -1);
        Add(totals, after, +1);
        if (e.OrderId is null) totals.Add(e.Currency ?? options.BaseCurrency, 0, -(e.Amount ?? 0));
        return AnonymousOutcome.Counts;
    }

    private static void Add(AnonymousTotals totals, OrderEntry order, int sign)
    {
        if (!order.Verified) return;
        foreach (var (currency, net) in order.Money()) totals.Add(currency, 0, sign * net);
        if (order.Counts) totals.Add(order.Currency, sign, 0);
    }
}

internal enum AnonymousOutcome
{
    /// <summary>Known already, or a bot's.</summary>
    Nothing,

    /// <summary>The order's entry has changed, but the order has counted before.</summary>
    Kept,

    /// <summary>It counts for the shop.</summary>
    Counts,
}
