using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations;

/// <summary>Why a list is short.</summary>
internal static class Shortfalls
{
    /// <param name="left">What is eligible and not in the list.</param>
    public static Shortfall? Of(RecommendationRequest request, SiteSnapshot snapshot, int found, Eligibility left)
    {
        var missing = request.Limit - found;
        if (missing == 0) return null;
        if (snapshot.Catalog.Count == 0) return new Shortfall(missing, "no_catalogue", "The site has no products yet: put a catalogue or send events that name products.");
        for (var item = 0; item < snapshot.Catalog.Count; item++)
        {
            if (left.Allows(item))
                return new Shortfall(missing, "chain_exhausted", $"The sources configured for {request.Form.Name()} have found {found} products; a chain that ends with the source catalogue fills the list.");
        }

        return new Shortfall(missing, "no_eligible_items", $"Only {found} of {snapshot.Catalog.Count} products are in stock, stand in the catalogue, pass the filters and may be shown in this form.");
    }
}
