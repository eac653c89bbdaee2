using Recs.Simulation.Shops;

namespace Recs.Simulation.Shoppers;

/// <summary>What a shopper looks for, and which of the products on offer is chosen: appeal, the range looked for, the purse, the place in the list.</summary>
internal sealed class ProductChoice(Shopper shopper, Shop shop, IReadOnlyList<Product> talkedAbout, Chance chance)
{
    // How much of a range is chosen beside the one looked for, by how far it is from it.
    private static readonly double[] RangeFit = [1, 0.3, 0.06];

    // Lists are looked at from the top: the place k is seen 1 / k^0.6 as often as the first.
    private const double PositionBias = 0.6;

    // Too dear, and looked at nonetheless.
    private const double WindowShopping = 0.04;

    private readonly HashSet<ProductKind> _owned = [];
    private readonly List<Product> _usedUp = [];
    private readonly Dictionary<string, int> _departments = shop.Departments.Select((d, i) => (d.Name, i)).ToDictionary(d => d.Name, d => d.i, StringComparer.Ordinal);

    public bool CanAfford(Product product) => product.Price <= Limit(product);

    /// <summary>What is used up and may be bought again; null: nothing, or not this time.</summary>
    public Product? Again() => _usedUp.Count > 0 && chance.Happens(0.3) ? chance.Of(_usedUp) : null;

    /// <summary>Something friends talk about; null: nothing, or not this time.</summary>
    public Product? TalkedAbout() =>
        talkedAbout.Count > 0 && chance.Happens(0.2) && chance.Of(talkedAbout) is var product && CanAfford(product) && !_owned.Contains(product.Kind) ? product : null;

    /// <summary>A kind to look at: of a liked department, in demand, not owned already, and the less the dearer it is for this purse.</summary>
    public ProductKind Kind()
    {
        var department = shop.Departments[chance.Weighted([.. shopper.Likings])];
        Span<double> weights = stackalloc double[department.Kinds.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var kind = department.Kinds[i];
            weights[i] = kind.Demand * (_owned.Contains(kind) ? 0.05 : 1) * (WindowShopping + kind.Products.Average(p => CanAfford(p) ? Surplus(p) : 0));
        }

        return department.Kinds[chance.Weighted(weights)];
    }

    /// <summary>A place in a list that is clicked; -1: none.</summary>
    public int FromList(IReadOnlyList<Product> list, IReadOnlyCollection<Product> seen)
    {
        Span<double> weights = stackalloc double[list.Count];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = seen.Contains(list[i]) ? 0 : Fit(list[i]) * (CanAfford(list[i]) ? 1 : WindowShopping) / Math.Pow(i + 1, PositionBias);
        return chance.Weighted(weights);
    }

    /// <summary>One that is bought; null: none of them can be afforded.</summary>
    public Product? ToBuy(IReadOnlyList<Product> offered, IReadOnlyCollection<Product> having)
    {
        Span<double> weights = stackalloc double[offered.Count];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = CanAfford(offered[i]) && !having.Contains(offered[i]) ? Fit(offered[i]) : 0;
        return chance.Weighted(weights) is >= 0 and var at ? offered[at] : null;
    }

    public bool Owns(Product product) => _owned.Contains(product.Kind);

    public void Bought(Product product)
    {
        if (product.Kind.IsUsedUp) _usedUp.Add(product);
        else if (!product.Kind.IsCollected) _owned.Add(product.Kind);
    }

    // The consumer's surplus: what costs as much as it is worth to somebody is bought by few, what costs half of that by many.
    private double Fit(Product product) => product.Appeal * RangeFit[Math.Abs((int)product.Range - (int)shopper.Range)] * Surplus(product);

    private double Surplus(Product product) => CanAfford(product) ? 1 - (0.95 * (double)(product.Price / Limit(product))) : 1;

    private decimal Limit(Product product) => shopper.PriceLimits[_departments[product.Kind.Department]];
}
