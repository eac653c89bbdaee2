using Recs.Simulation.Shoppers;
using Recs.Simulation.Shops;

namespace Recs.Simulation.Live;

/// <summary>How a shopper answers to a list of recommendations beside a product: what is of use is clicked more, what stands further down less.</summary>
public sealed class Attention(Shop shop, int seed)
{
    private const ulong Part = 6;
    private const double OfUse = 0.25;
    private const double Otherwise = 0.04;
    private const double PositionBias = 0.8;

    private readonly Chance _chance = Chance.Of(seed, Part);
    private readonly Dictionary<string, Product> _products = shop.Products.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>The place that is clicked, from 0; null: none.</summary>
    /// <param name="shopper">Who looks.</param>
    /// <param name="beside">The product on whose page the list stands.</param>
    /// <param name="listed">Products from the top; what the shop does not sell is passed over.</param>
    public int? Clicks(Shopper shopper, Product beside, IReadOnlyList<string> listed)
    {
        for (var i = 0; i < listed.Count; i++)
        {
            if (!_products.TryGetValue(listed[i], out var product)) continue;
            var isOfUse = beside.Complements.Contains(product) || (product.Kind == beside.Kind && product.Range == shopper.Range);
            if (_chance.Happens((isOfUse ? OfUse : Otherwise) / Math.Pow(i + 1, PositionBias))) return i;
        }

        return null;
    }

    /// <summary>A product of the shop; null: there is none of this id.</summary>
    public Product? Find(string id) => _products.GetValueOrDefault(id);
}
