namespace Recs.Core.Visitors;

/// <summary>What an order adds to the totals of a state, and takes away again.</summary>
public static class OrderTotals
{
    public static void Add(VisitorState s, OrderEntry order) => Apply(s, order, +1);

    public static void Remove(VisitorState s, OrderEntry order) => Apply(s, order, -1);

    /// <summary>The order has become another: refunded, say.</summary>
    public static void Replace(VisitorState s, OrderEntry before, OrderEntry after)
    {
        AddNet(s, before, -1);
        AddNet(s, after, +1);
        if (before.Counts && !after.Counts) s.Spending.UncountOrder(before.Currency);
        if (!before.Counts && after.Counts) s.Spending.CountOrder(after.Currency, after.Stamp.Time);
    }

    private static void Apply(VisitorState s, OrderEntry order, int sign)
    {
        if (!order.Arrived) return;
        s.OrdersPlaced += sign;
        AddNet(s, order, sign);
        if (order.Counts && sign > 0) s.Spending.CountOrder(order.Currency, order.Stamp.Time);
        if (order.Counts && sign < 0) s.Spending.UncountOrder(order.Currency);
        foreach (var item in order.Items) s.Categories.Add(item.Category, 0, sign, 0);
    }

    private static void AddNet(VisitorState s, OrderEntry order, int sign)
    {
        foreach (var (currency, net) in order.Money()) s.Spending.AddNet(currency, sign * net);
    }
}
