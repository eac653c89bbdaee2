using System.Collections.Immutable;

namespace Recs.Core.Catalog;

/// <summary>A product of a site's catalogue.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Title">What people read.</param>
public sealed record CatalogItem(ItemId Id, string Title)
{
    /// <summary>The category as a path from the top, parts separated by <c> &gt; </c>; null: none.</summary>
    public string? Category { get; init; }

    public string? Brand { get; init; }

    /// <summary>At most 4 decimal places.</summary>
    public decimal? Price { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Default true. What is not in stock is never recommended.</summary>
    public bool InStock { get; init; } = true;

    /// <summary>People buy it again and again; null: learned from orders.</summary>
    public bool? Repeatable { get; init; }

    public string? Url { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>Free attributes to filter by: colour, size.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
