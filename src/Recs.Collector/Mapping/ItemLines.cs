using System.Collections.Immutable;
using System.Text.Json;
using Recs.Collector.Reading;
using Recs.Collector.Vocabulary;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Products as the dialects write them; Segment's Ecommerce v2 here. Without a <c>product_id</c> the <c>sku</c> names the product.</summary>
internal static class ItemLines
{
    public const int LastPosition = 1_000_000;

    /// <summary>The one product of the event.</summary>
    public static ItemLine One(EventSource source, int quantityIfNone = 1) => source.Dialect == Dialect.Ga4
        ? Ga4Item.Read(source.Fields, source.Product, source.Fields.Currency(source.Properties))
        : Read(source.Fields, source.Product, null, quantityIfNone);

    /// <summary>The event's products; empty where there are none.</summary>
    /// <param name="source">The event.</param>
    /// <param name="currency">The event's currency, for lines that name none.</param>
    public static ImmutableArray<ItemLine> All(EventSource source, string? currency)
    {
        if (!TryList(source, out var products)) return [];
        var lines = ImmutableArray.CreateBuilder<ItemLine>(products.GetArrayLength());
        foreach (var product in products.EnumerateArray())
        {
            var at = Opened(source, product, lines.Count);
            lines.Add(source.Dialect == Dialect.Ga4 ? Ga4Item.Read(source.Fields, at, currency) : Read(source.Fields, at, currency, 1));
            if (source.Fields.Problem is not null) return [];
        }

        return lines.MoveToImmutable();
    }

    /// <summary>The array of the event's products; false where there is none.</summary>
    public static bool TryList(EventSource source, out JsonElement products)
    {
        var name = source.In(Names.Products, Names.Items);
        if (!source.Properties.TryGet(name, out products)) return false;
        if (products.ValueKind == JsonValueKind.Array) return true;
        source.Fields.Wrong(source.Properties, name, "an array of products", products);
        return false;
    }

    /// <summary>One product of the array.</summary>
    public static Section Opened(EventSource source, JsonElement product, int index)
    {
        var path = source.Dialect == Dialect.Ga4 ? source.Properties.PathOf(Names.Items.Text) : "properties.products";
        var section = new Section(product, path, index);
        if (product.ValueKind != JsonValueKind.Object) source.Fields.Fail(IntakeCode.WrongType, section.PathOf(""), "an object", FieldReader.Raw(product));
        return section;
    }

    private static ItemLine Read(FieldReader fields, in Section at, string? currency, int quantityIfNone) =>
        new(new ItemId(fields.RequiredId(at, at.FirstOf(Names.ProductId, Names.Sku), ItemId.MaxBytes)))
        {
            Name = fields.Text(at, Names.Name, TextLimits.Name),
            Category = fields.Category(at),
            Brand = fields.Text(at, Names.Brand, TextLimits.Brand),
            Price = fields.Amount(at, Names.Price),
            Currency = fields.Currency(at) ?? currency,
            Quantity = fields.Quantity(at, Names.Quantity) ?? quantityIfNone,
            Position = fields.Whole(at, Names.Position, 0, LastPosition) is > 0 and var position ? position : null,
        };
}
