using Recs.Core.Catalog;

namespace Recs.Simulation.Shops;

/// <summary>A product with what is true of it, which no recommender is told.</summary>
public sealed class Product(CatalogItem item, ProductKind kind, PriceRange range, double appeal)
{
    /// <summary>As the catalogue has it.</summary>
    public CatalogItem Item { get; } = item;

    public string Id => Item.Id.Value;

    public string Title => Item.Title;

    public string Brand => Item.Brand!;

    /// <summary>In euros.</summary>
    public decimal Price { get; } = item.Price!.Value;

    /// <summary>What it is.</summary>
    public ProductKind Kind { get; } = kind;

    /// <summary>The purse it is made for.</summary>
    public PriceRange Range { get; } = range;

    /// <summary>How often it is chosen beside others of its kind and range: few products sell well.</summary>
    public double Appeal { get; } = appeal;

    /// <summary>Products that are bought because of it: of a kind that goes with its own and for the same purse, and what it is collected with.</summary>
    public IReadOnlyList<Product> Complements { get; internal set; } = [];

    /// <summary>Products that serve the same need in its place.</summary>
    public IReadOnlyList<Product> Substitutes { get; internal set; } = [];
}
