using System.Globalization;
using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>Why there is less to up-sell than asked for.</summary>
internal static class UpSellShortfall
{
    public static Shortfall Of(int missing, int found, UpSellCandidates candidates, CatalogSnapshot catalog)
    {
        if (candidates.Anchor is not { } anchor)
            return new Shortfall(missing, "no_anchor", "There is nothing to start from: name an item the catalogue knows, or a visitor who has looked at one.");
        if (candidates.Prices is not { } prices)
            return new Shortfall(missing, "no_price", $"The price of {catalog.Label(anchor.Item)} is unknown, so nothing can be called dearer. Put its price into the catalogue.");
        var currency = catalog[anchor.Item].Currency is { } c ? " " + c : "";
        if (prices.To < prices.From)
            return new Shortfall(missing, "no_upgrade", string.Create(CultureInfo.InvariantCulture, $"From {catalog.Label(anchor.Item)} an up-sell begins at {prices.From:0.##}{currency}, and visitors of whom no more is known hardly pay over {prices.To:0.##}{currency} in this department."));
        var known = found switch
        {
            0 => "is no product",
            1 => "is only 1 product",
            _ => string.Create(CultureInfo.InvariantCulture, $"are only {found} products"),
        };
        return new Shortfall(missing, "no_upgrade", string.Create(
            CultureInfo.InvariantCulture,
            $"Between {prices.From:0.##} and {prices.To:0.##}{currency} there {known} for the same need as {catalog.Label(anchor.Item)} that may be shown and {(found > 1 ? "are" : "is")} known to be liked at least as well."));
    }
}
