namespace Recs.Cli.OnlineRetail;

/// <summary>A book as events in the order they happened.</summary>
public static class ShopHistory
{
    /// <summary>
    /// By time; at the same time customers, then orders, then returns, each in the order of the files. Returns are allotted
    /// to earlier orders, so the book must hold all there is.
    /// </summary>
    public static IReadOnlyList<ShopEvent> Tell(RetailBook book)
    {
        var events = new List<ShopEvent>();
        var allotment = new RefundAllotment();
        events.AddRange(book.Customers.Select(c => new CustomerSeen($"online-retail:customer:{c.Id}", c.FirstSeen, c.Id, c.Country)));
        foreach (var invoice in book.Invoices.OrderBy(i => i.Time).ThenBy(i => i.IsCancellation))
        {
            if (invoice.IsCancellation)
            {
                events.AddRange(Returned(invoice, allotment));
                continue;
            }

            var order = Placed(invoice);
            allotment.Bought(order);
            events.Add(order);
        }

        return [.. events.OrderBy(e => e.Time).ThenBy(Rank)];
    }

    private static OrderPlaced Placed(RetailInvoice invoice)
    {
        var lines = Lines(invoice);
        return new OrderPlaced($"online-retail:order:{invoice.Number}", invoice.Time, invoice.Customer, invoice.Number, lines.Sum(l => l.Amount), lines);
    }

    private static IEnumerable<GoodsReturned> Returned(RetailInvoice invoice, RefundAllotment allotment)
    {
        var cancelled = Lines(invoice);
        var parts = allotment.Allot(invoice.Customer, cancelled);
        foreach (var order in parts.Where(p => p.OrderId is not null).GroupBy(p => p.OrderId, p => p.Line))
            yield return Returned(invoice, order.Key, order.Sum(l => l.Amount), [.. order]);
        var rest = cancelled.Sum(l => l.Amount) - parts.Where(p => p.OrderId is not null).Sum(p => p.Line.Amount);
        if (rest != 0) yield return Returned(invoice, null, rest, [.. parts.Where(p => p.OrderId is null).Select(p => p.Line)]);
    }

    private static GoodsReturned Returned(RetailInvoice invoice, string? order, decimal amount, IReadOnlyList<ShopLine> lines) =>
        new($"online-retail:return:{invoice.Number}{(order is null ? "" : ":" + order)}", invoice.Time, invoice.Customer, order, amount, lines);

    private static List<ShopLine> Lines(RetailInvoice invoice) =>
        [.. invoice.Lines.Select(l => new ShopLine(l.ItemId, l.Price, Math.Abs(l.Quantity)))];

    private static int Rank(ShopEvent e) => e switch
    {
        CustomerSeen => 0,
        OrderPlaced => 1,
        _ => 2,
    };
}
