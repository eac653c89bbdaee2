using Recs.Core.Catalog;
using Recs.Core.Recommendations.Referral;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.UpSell;

namespace Recs.Core.Recommendations;

/// <summary>Why a list is short.</summary>
internal static class Shortfalls
{
    /// <param name="request">What was asked for.</param>
    /// <param name="snapshot">Of the site.</param>
    /// <param name="found">How many are in the list.</param>
    /// <param name="scratch">As the making of the list left it: what is eligible and not in the list.</param>
    /// <param name="options">As the list was made.</param>
    public static Shortfall? Of(RecommendationRequest request, SiteSnapshot snapshot, int found, Scratch scratch, RecommenderOptions options)
    {
        var missing = request.Limit - found;
        if (missing == 0) return null;
        if (snapshot.Catalog.Count == 0) return new Shortfall(missing, "no_catalogue", "The site has no products yet: put a catalogue or send events that name products.");
        if (request.Form == RecommendationForm.UpSell) return UpSellShortfall.Of(missing, found, scratch.UpSell, snapshot.Catalog);
        if (request.Form == RecommendationForm.Referral) return ReferralShortfall.Of(missing, options.Referral);
        if (request.Category is { } category && IsUnknown(category, snapshot))
            return new Shortfall(missing, "unknown_category", $"No product of the catalogue is of the category {category} or of one below it. Categories are paths from the top, spelt as the products have them, such as {Example(snapshot)}.");
        for (var item = 0; item < snapshot.Catalog.Count; item++)
        {
            if (scratch.Eligibility.Allows(item))
                return new Shortfall(missing, "chain_exhausted", $"The sources configured for {request.Form.Name()} have found {found} products; a chain that ends with the source catalogue fills the list.");
        }

        return new Shortfall(missing, "no_eligible_items", $"Only {found} of {snapshot.Catalog.Count} products are in stock, stand in the catalogue, pass the filters and may be shown in this form.");
    }

    private static bool IsUnknown(string category, SiteSnapshot snapshot)
    {
        var categories = snapshot.Catalog.Categories;
        for (var i = 1; i < categories.Count; i++)
        {
            if (CategoryPath.IsWithin(categories.Path(i), category)) return false;
        }

        return true;
    }

    private static string Example(SiteSnapshot snapshot) => snapshot.Catalog.Categories.Count > 1 ? snapshot.Catalog.Categories.Path(1) : "Home > Mugs";
}
