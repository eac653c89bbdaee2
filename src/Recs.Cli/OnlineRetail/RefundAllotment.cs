namespace Recs.Cli.OnlineRetail;

/// <summary>
/// Cancellations name no invoice. Each cancelled line is allotted to the newest earlier purchases of the same customer and
/// product, by quantity at the order's price; no purchase answers for more than was bought. Orders and cancellations must
/// come in time order. Cancellations without a customer are never allotted.
/// </summary>
public sealed class RefundAllotment
{
    private readonly Dictionary<(string Customer, string Item), Stack<Purchase>> _purchases = [];

    /// <summary>Remembers what was bought.</summary>
    public void Bought(OrderPlaced order)
    {
        if (order.Customer is not { } customer) return;
        foreach (var line in order.Lines)
        {
            if (!_purchases.TryGetValue((customer, line.Item), out var stack)) _purchases[(customer, line.Item)] = stack = new Stack<Purchase>();
            stack.Push(new Purchase(order.OrderId, line.Price) { Left = line.Quantity });
        }
    }

    /// <summary>The parts of a cancellation by order, in the order they were found; a null order gets what no purchase answers for.</summary>
    public IReadOnlyList<(string? OrderId, ShopLine Line)> Allot(string? customer, IEnumerable<ShopLine> cancelled)
    {
        var parts = new List<(string?, ShopLine)>();
        foreach (var line in cancelled) Allot(customer, line, parts);
        return parts;
    }

    private void Allot(string? customer, ShopLine line, List<(string?, ShopLine)> parts)
    {
        var open = line.Quantity;
        if (customer is not null && _purchases.TryGetValue((customer, line.Item), out var stack))
        {
            while (open > 0 && stack.TryPeek(out var newest))
            {
                var part = Math.Min(open, newest.Left);
                parts.Add((newest.OrderId, new ShopLine(line.Item, newest.Price, part)));
                open -= part;
                newest.Left -= part;
                if (newest.Left == 0) stack.Pop();
            }
        }

        if (open > 0) parts.Add((null, line with { Quantity = open }));
    }

    private sealed class Purchase(string orderId, decimal price)
    {
        public string OrderId { get; } = orderId;

        public decimal Price { get; } = price;

        public int Left { get; set; }
    }
}
