using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// How alike titles are: the cosine of their TF-IDF vectors, within a category. The closeness of prices,
/// 1 / (1 + |ln p − ln q|), counts so little that it only decides between equal titles; an unknown price is far from any.
/// </summary>
internal static class TitleSimilarity
{
    private const double PriceShare = 0.0005;

    /// <summary>Adds the weighted cosines of the titles in one category, but for products that are marked.</summary>
    public static void Collect(CatalogSnapshot catalog, int anchor, int category, double weight, ItemMarks not, CandidateScores into)
    {
        foreach (var word in catalog.Titles.Words(anchor))
        {
            foreach (var other in catalog.Titles.Items(word.Number, category))
            {
                if (other.Number != anchor && !not.Holds(other.Number)) into.Add(other.Number, weight * word.Weight * other.Weight);
            }
        }
    }

    /// <summary>Adds the closeness of prices to what <see cref="Collect"/> gave.</summary>
    public static void BreakTies(CatalogSnapshot catalog, int anchor, double weight, CandidateScores into)
    {
        var price = catalog.LogPrice(anchor);
        if (float.IsNaN(price)) return;
        foreach (var item in into.Items)
        {
            var distance = Math.Abs(catalog.LogPrice(item) - price);
            if (!double.IsNaN(distance)) into.Add(item, weight * PriceShare / (1 + distance));
        }
    }
}
