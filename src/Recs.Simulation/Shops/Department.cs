namespace Recs.Simulation.Shops;

/// <summary>A top category.</summary>
public sealed class Department(string name, IReadOnlyList<ProductKind> kinds)
{
    private readonly decimal[] _prices = [.. kinds.SelectMany(k => k.Products).Select(p => p.Price).Order()];

    public string Name { get; } = name;

    public IReadOnlyList<ProductKind> Kinds { get; } = kinds;

    /// <summary>The price below which this share of its products lies.</summary>
    public decimal PriceAt(double share) => _prices[(int)(share * (_prices.Length - 1))];
}
