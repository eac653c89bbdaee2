using System.Collections.Immutable;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>A product as Google Analytics 4 writes it in <c>items</c>. Its price is that of one; its <c>index</c> counts from 0.</summary>
internal static class Ga4Item
{
    private static readonly FieldName[] Levels =
        [Names.ItemCategory, Names.ItemCategory2, Names.ItemCategory3, Names.ItemCategory4, Names.ItemCategory5];

    public static ItemLine Read(FieldReader fields, in Section at, string? currency) =>
        new(new ItemId(fields.RequiredId(at, Names.ItemId, ItemId.MaxBytes)))
        {
            Name = fields.Text(at, Names.ItemName, TextLimits.Name),
            Category = Category(fields, at),
            Brand = fields.Text(at, Names.ItemBrand, TextLimits.Brand),
            Price = fields.Amount(at, Names.Price),
            Currency = fields.Currency(at) ?? currency,
            Quantity = fields.Quantity(at, Names.Quantity) ?? 1,
            Position = fields.Whole(at, Names.Index, 0, ItemLines.LastPosition - 1) + 1,
        };

    /// <summary>
    /// What the items name as discounts, each times its quantity. Google's examples disagree whether the price of an item is
    /// before or after it, so the order's value may be near either sum.
    /// </summary>
    public static decimal Discounts(EventSource source, ImmutableArray<ItemLine> lines)
    {
        if (lines.IsEmpty || !ItemLines.TryList(source, out var items)) return 0;
        var (sum, index) = (0m, 0);
        foreach (var item in items.EnumerateArray())
        {
            var at = ItemLines.Opened(source, item, index);
            sum += (source.Fields.Amount(at, Names.Discount) ?? 0) * lines[index++].Quantity;
        }

        return sum;
    }

    // Each level is a field of its own; together they are the path.
    private static string? Category(FieldReader fields, in Section at)
    {
        string? path = null;
        foreach (var level in Levels)
        {
            if (fields.Text(at, level, TextLimits.Category) is { } text) path = path is null ? text : path + " > " + text;
        }

        return path is not null && CategoryPath.Normalise(Utf8Text.Cut(path, TextLimits.Category)) is { Length: > 0 } category ? category : null;
    }
}
