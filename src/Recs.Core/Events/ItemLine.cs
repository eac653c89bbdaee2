namespace Recs.Core.Events;

/// <summary>One product within an event, completed from the catalogue where the sender left something out.</summary>
/// <param name="Item">The product.</param>
public sealed record ItemLine(ItemId Item)
{
    public string? Name { get; init; }

    /// <summary>The category as a path from the top: <c>Home &gt; Kitchen &gt; Mugs</c>. Null: unknown.</summary>
    public string? Category { get; init; }

    public string? Brand { get; init; }

    /// <summary>The price of one, at most 4 decimal places; null: unknown.</summary>
    public decimal? Price { get; init; }

    /// <summary>ISO 4217; null: unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>How many; at least 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>The catalogue had the product when a browser named it. Not looked up where the shop's own servers did; false in records written before there was this field.</summary>
    public bool Catalogued { get; init; }

    /// <summary>Where it stood in the list that was shown, from 1; null: not said.</summary>
    public int? Position { get; init; }
}
