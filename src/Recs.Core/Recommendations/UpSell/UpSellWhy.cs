using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>The first thing that makes a product no up-sell.</summary>
internal static class UpSellWhy
{
    public static (KeptOut Cause, string Text) Of(RecommendationContext context, int item)
    {
        var (candidates, catalog) = (context.Scratch.UpSell, context.Catalog);
        if (candidates.Anchor is not { } anchor || candidates.Prices is not { } prices)
            return (KeptOut.NothingToStartFrom, UpSellShortfall.Of(0, 0, candidates, catalog).Text);
        var price = catalog[item].Price;
        if (price is null || price < prices.From || price > prices.To || catalog[item].Currency != catalog[anchor.Item].Currency)
            return (KeptOut.OutsidePriceBand, Band(context, item, anchor.Item, prices));
        if (catalog.CategoryOf(item) != catalog.CategoryOf(anchor.Item) && !context.SimilarTo(anchor.Item).Contains(item))
            return (KeptOut.OtherNeed, $"It is neither of the category of {catalog.Label(anchor.Item)} nor like it, so it serves another need.");
        return (KeptOut.LessLiked, $"It is not known to be liked at least as well as {catalog.Label(anchor.Item)}.");
    }

    private static string Band(RecommendationContext context, int item, int anchor, (decimal From, decimal To) prices)
    {
        var (found, currency) = (context.Catalog[item], context.Catalog[anchor].Currency is { } c ? " " + c : "");
        var price = found.Price is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.##} {found.Currency}").TrimEnd() : "unknown";
        if (prices.To < prices.From)
            return string.Create(CultureInfo.InvariantCulture, $"An up-sell from {context.Catalog.Label(anchor)} begins at {prices.From:0.##}{currency}, and visitors of whom no more is known hardly pay over {prices.To:0.##}{currency} in this department.");
        return string.Create(
            CultureInfo.InvariantCulture, $"Its price is {price}; an up-sell from {context.Catalog.Label(anchor)} lies between {prices.From:0.##} and {prices.To:0.##}{currency}.");
    }
}
