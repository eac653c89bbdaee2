using System.Collections.Immutable;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Collector.Catalog;

/// <summary>
/// Puts what the catalogue knows into lines that lack it, and marks the lines whose product it has, so that the record says all its readers
/// depend on. What the sender said stays, and a price comes with its currency or not at all.
/// </summary>
internal static class LineCompletion
{
    /// <summary>Adds the items of the event that lack something; of a browser's all, since it may have made them up.</summary>
    public static void Collect(VisitorEvent @event, HashSet<ItemId> lacking)
    {
        if (Single(@event) is { } line) Collect(line, @event.Header.Trusted, lacking);
        foreach (var one in Many(@event)) Collect(one, @event.Header.Trusted, lacking);
    }

    public static VisitorEvent Complete(VisitorEvent @event, IReadOnlyDictionary<ItemId, CatalogItem> catalog) => @event switch
    {
        ProductViewed x => Complete(x.Item, catalog) is var line && ReferenceEquals(line, x.Item) ? x : x with { Item = line },
        ProductClicked x => x with { Item = Complete(x.Item, catalog) },
        WishlistAdded x => x with { Item = Complete(x.Item, catalog) },
        WishlistRemoved x => x with { Item = Complete(x.Item, catalog) },
        CartAdded x => x with { Item = Complete(x.Item, catalog) },
        CartRemoved x => x with { Item = Complete(x.Item, catalog) },
        RecommendationClicked x => x with { Item = Complete(x.Item, catalog) },
        ProductShared x => x with { Item = Complete(x.Item, catalog) },
        PageEngaged { Item: { } item } x => Engaged(x, Complete(item, catalog)),
        ProductListViewed x => x with { Items = Complete(x.Items, catalog) },
        CheckoutStarted x => x with { Items = Complete(x.Items, catalog) },
        OrderCompleted x => x with { Items = Complete(x.Items, catalog) },
        OrderRefunded x => x with { Items = Complete(x.Items, catalog) },
        _ => @event,
    };

    private static PageEngaged Engaged(PageEngaged x, ItemLine item) => x with { Item = item, Category = x.Category ?? item.Category };

    private static void Collect(ItemLine line, bool trusted, HashSet<ItemId> lacking)
    {
        if (!trusted || line.Name is null || line.Category is null || line.Brand is null || line.Price is null || line.Currency is null) lacking.Add(line.Item);
    }

    private static ItemLine? Single(VisitorEvent @event) => @event switch
    {
        ProductViewed x => x.Item,
        ProductClicked x => x.Item,
        WishlistAdded x => x.Item,
        WishlistRemoved x => x.Item,
        CartAdded x => x.Item,
        CartRemoved x => x.Item,
        RecommendationClicked x => x.Item,
        ProductShared x => x.Item,
        PageEngaged x => x.Item,
        _ => null,
    };

    private static ImmutableArray<ItemLine> Many(VisitorEvent @event) => @event switch
    {
        ProductListViewed x => x.Items,
        CheckoutStarted x => x.Items,
        OrderCompleted x => x.Items,
        OrderRefunded x => x.Items,
        _ => [],
    };

    private static ImmutableArray<ItemLine> Complete(ImmutableArray<ItemLine> lines, IReadOnlyDictionary<ItemId, CatalogItem> catalog)
    {
        ImmutableArray<ItemLine>.Builder? completed = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = Complete(lines[i], catalog);
            if (ReferenceEquals(line, lines[i])) continue;
            completed ??= lines.ToBuilder();
            completed[i] = line;
        }

        return completed is null ? lines : completed.MoveToImmutable();
    }

    private static ItemLine Complete(ItemLine line, IReadOnlyDictionary<ItemId, CatalogItem> catalog)
    {
        if (!catalog.TryGetValue(line.Item, out var item)) return line;
        var priced = line.Price is null && item.Price is not null && (line.Currency ?? item.Currency) == item.Currency;
        return line with
        {
            Catalogued = true,
            Name = line.Name ?? item.Title,
            Category = line.Category ?? item.Category,
            Brand = line.Brand ?? item.Brand,
            Price = priced ? item.Price : line.Price,
            Currency = line.Currency ?? (priced || line.Price is not null ? item.Currency : null),
        };
    }
}
