using System.Collections.Immutable;
using System.Text.Json;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Products as Segment's Ecommerce v2 writes them. Without a <c>product_id</c> the <c>sku</c> names the product.</summary>
internal static class ItemLines
{
    /// <summary>The product whose fields are the event's own properties.</summary>
    public static ItemLine One(EventSource source, int quantityIfNone = 1) =>
        Read(source.Fields, source.Properties, null, quantityIfNone);

    /// <summary>The event's <c>products</c>; empty where there are none.</summary>
    /// <param name="source">The event.</param>
    /// <param name="currency">The event's currency, for lines that name none.</param>
    public static ImmutableArray<ItemLine> All(EventSource source, string? currency)
    {
        if (!TryList(source, out var products)) return [];
        var lines = ImmutableArray.CreateBuilder<ItemLine>(products.GetArrayLength());
        foreach (var product in products.EnumerateArray())
        {
            lines.Add(Read(source.Fields, Opened(source, product, lines.Count), currency, 1));
            if (source.Fields.Problem is not null) return [];
        }

        return lines.MoveToImmutable();
    }

    /// <summary>The array of the event's products; false where there is none.</summary>
    public static bool TryList(EventSource source, out JsonElement products)
    {
        if (!source.Properties.TryGet(Names.Products, out products)) return false;
        if (products.ValueKind == JsonValueKind.Array) return true;
        source.Fields.Wrong(source.Properties, Names.Products, "an array of products", products);
        return false;
    }

    /// <summary>One product of the array.</summary>
    public static Section Opened(EventSource source, JsonElement product, int index)
    {
        var section = new Section(product, "properties.products", index);
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
        };
}
