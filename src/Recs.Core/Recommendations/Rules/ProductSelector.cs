using System.Collections.Frozen;
using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Rules;

/// <summary>Which products a rule means: everything said must hold; nothing said: none.</summary>
public sealed class ProductSelector
{
    public static readonly ProductSelector None = new();

    private FrozenSet<ulong> _hashes = FrozenSet<ulong>.Empty;

    /// <summary>One of these; empty: not said.</summary>
    public IReadOnlyList<ItemId> Items
    {
        get;
        init => (field, _hashes) = (value, value.Select(i => i.Hash).ToFrozenSet());
    } = [];

    /// <summary>Of this category or below it; null: not said.</summary>
    public string? Category { get; init; }

    /// <summary>Of this brand; null: not said.</summary>
    public string? Brand { get; init; }

    /// <summary>With these attributes; empty: not said.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>From this price on; null: not said. Products without a price don't match.</summary>
    public decimal? MinPrice { get; init; }

    /// <summary>Up to this price; null: not said. Products without a price don't match.</summary>
    public decimal? MaxPrice { get; init; }

    public bool SaysNothing => Items.Count == 0 && Category is null && Brand is null && Attributes.Count == 0 && MinPrice is null && MaxPrice is null;

    /// <summary>The product is meant. Allocates nothing.</summary>
    public bool Matches(CatalogSnapshot catalog, int item)
    {
        if (SaysNothing) return false;
        if (Items.Count > 0 && !_hashes.Contains(catalog.HashOf(item))) return false;
        if (Category is not null && !CategoryPath.IsWithin(catalog.Categories.Path(catalog.CategoryOf(item)), Category)) return false;
        return (Brand is null && Attributes.Count == 0 && MinPrice is null && MaxPrice is null) || MatchesFacts(catalog[item]);
    }

    private bool MatchesFacts(CatalogItem item)
    {
        if (Brand is not null && item.Brand != Brand) return false;
        if (MinPrice is { } min && !(item.Price >= min)) return false;
        if (MaxPrice is { } max && !(item.Price <= max)) return false;
        for (var i = 0; i < Attributes.Count; i++)
        {
            if (!item.Attributes.TryGetValue(Attributes[i].Key, out var found) || found != Attributes[i].Value) return false;
        }

        return true;
    }
}
