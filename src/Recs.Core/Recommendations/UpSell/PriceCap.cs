using Recs.Core.Catalog;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>
/// What somebody can be expected to pay for something dearer than a product.
/// <para>Who has seen enough prices of the top category: exp(mean + 1.5 · max(spread, 0.15)) of their logarithms, and in any case a quarter
/// more than the product.</para>
/// <para>Of whom too little is known: the 80th percentile of the category's prices, and no more than 80 % of the orders of the top category
/// are paid with; a quarter more than the product as far as 90 % of them go. Prices on offer alone would not do: what is dear is
/// looked at more than it is bought. Where orders are too few the prices on offer tell alone.</para>
/// </summary>
internal static class PriceCap
{
    // Far above any price, and a decimal holds it.
    private const double Most = 1e18;

    /// <param name="visitor">Null: nobody known.</param>
    /// <param name="site">Prices and orders.</param>
    /// <param name="anchor">The product.</param>
    /// <param name="price">Its price.</param>
    /// <param name="options">The shares and bounds.</param>
    public static decimal Of(VisitorView? visitor, SiteSnapshot site, int anchor, decimal price, UpSellOptions options)
    {
        var allowed = price * (1 + options.AllowedRise);
        if (OfVisitor(visitor, site.Catalog, anchor, options) is { } known) return Math.Max(known, allowed);
        var offered = site.Catalog.Ladders.Percentile(anchor, options.CategoryShare) ?? 0;
        if (site.PaidPrices.Percentile(anchor, options.CategoryShare, options.MinOrders) is not { } paid) return Math.Max(offered, allowed);
        var furthest = site.PaidPrices.Percentile(anchor, options.AllowedShare, options.MinOrders)!.Value;
        return Math.Max(Math.Min(offered, paid), Math.Min(allowed, furthest));
    }

    private static decimal? OfVisitor(VisitorView? visitor, CatalogSnapshot catalog, int anchor, UpSellOptions options)
    {
        var category = catalog.CategoryOf(anchor);
        if (visitor is null || category == 0 || (catalog[anchor].Currency ?? visitor.PriceCurrency) != visitor.PriceCurrency) return null;
        var top = Hash64.Of(CategoryPath.Top(catalog.Categories.Path(category)));
        foreach (var band in visitor.PriceBands)
        {
            if (band.TopCategory == top && band.Prices >= options.MinPrices)
                return (decimal)Math.Min(Most, Math.Exp(band.Mean + (options.Spreads * Math.Max(band.Spread, options.MinSpread))));
        }

        return null;
    }
}
