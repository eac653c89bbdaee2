using Recs.Simulation.Events;
using Recs.Simulation.Shops;

namespace Recs.Simulation.Shoppers;

/// <summary>
/// How a basket grows: from what was come for to what goes with it. The odds here are the planted co-purchases and the noise around
/// them.
/// </summary>
internal sealed class Basket(ProductChoice choice, IReadOnlyList<Product> atTheTill, Chance chance)
{
    // A product brings this many of its complements with it.
    private static readonly double[] ComplementShares = [0.42, 0.4, 0.18];

    // A complement that is not of the planted ones, but of another range; looks go together, purses must not.
    private const double OtherRange = 0.12;

    // Something else altogether, because it is needed too.
    private const double Unrelated = 0.3;

    // One of the best sellers beside the till, whatever is in the basket.
    private const double Impulse = 0.25;

    private readonly List<OrderLine> _lines = [];

    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>Fills the basket from what was come for; each product is told before it is in it.</summary>
    public void Fill(Product first, Action<Product, int> put)
    {
        var errands = 1;
        while (errands < 3 && chance.Happens(Unrelated)) errands++;
        for (var i = 0; i < errands; i++)
        {
            if ((i == 0 ? first : Other()) is not { } errand || Holds(errand)) continue;
            Put(errand, put);
            for (var left = chance.Weighted(ComplementShares); left > 0; left--)
            {
                if (Complement(errand) is { } complement) Put(complement, put);
            }
        }

        if (chance.Happens(Impulse) && choice.ToBuy(atTheTill, Products) is { } impulse) Put(impulse, put);
    }

    private Product? Complement(Product product)
    {
        var offered = chance.Happens(OtherRange) ? [.. product.Kind.GoesWith.SelectMany(k => k.Products)] : product.Complements;
        return choice.ToBuy([.. offered.Where(p => !choice.Owns(p) && (product.Kind == p.Kind || !HoldsKind(p)))], Products);
    }

    private Product? Other() => choice.Again() ?? choice.ToBuy(choice.Kind().Products, Products);

    private Product[] Products => [.. _lines.Select(l => l.Product)];

    private bool Holds(Product product) => _lines.Any(l => l.Product == product);

    private bool HoldsKind(Product product) => _lines.Any(l => l.Product.Kind == product.Kind);

    private void Put(Product product, Action<Product, int> put)
    {
        var quantity = product.Kind.IsUsedUp && chance.Happens(0.3) ? chance.Between(2, 3) : 1;
        put(product, quantity);
        _lines.Add(new OrderLine(product, quantity));
        choice.Bought(product);
    }
}
