using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>The rest of the catalogue by item id: the end of a chain, so that a list is short only where the eligible catalogue is.</summary>
internal sealed class CatalogueSource : ICandidateSource
{
    // Only the order counts, and equal scores go by item id.
    private const double Least = 1e-9;

    public string Name => SourceNames.Catalogue;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        for (var item = 0; item < context.Catalog.Count && scores.Items.Length < context.Wanted; item++) scores.Add(item, Least);
    }

    public Explanation Explain(RecommendationContext context, int item) => new(
        RecommendationTier.Popular,
        new Reason(ReasonCodes.InCatalogue, [], [], "From the catalogue; there is no better evidence for this list yet"));
}
