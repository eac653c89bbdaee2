using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>
/// What a visitor can be expected to pay for a product of a category: exp(mean + 1.5 · max(spread, 0.15)) of the log prices seen in
/// its top category, or, where too few were seen, the 80th percentile of the category's prices.
/// </summary>
internal static class PriceCap
{
    // Far above any price, and a decimal holds it.
    private const double Most = 1e18;

    /// <summary>Null: neither the visitor's prices nor the category's say anything.</summary>
    public static decimal? Of(VisitorView? visitor, CatalogSnapshot catalog, int anchor, UpSellOptions options) =>
        OfVisitor(visitor, catalog, anchor, options) ?? catalog.Ladders.Percentile(anchor, options.CategoryShare);

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
