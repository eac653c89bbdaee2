using Recs.Core.Catalog;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// Products with titles like the anchors', see <see cref="TitleSimilarity"/>, for when nobody's views compare them: those of
/// the same category, or, wide, those of its sister categories under the same top. What is bought together with an anchor more often than
/// chance is its complement, not its substitute, and left out.
/// </summary>
internal sealed class TitleSimilaritySource(bool wide) : ICandidateSource
{
    public string Name => wide ? SourceNames.TitleSimilarityWide : SourceNames.TitleSimilarity;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        var categories = context.Catalog.Categories;
        foreach (var anchor in context.ViewAnchors)
        {
            var own = context.Catalog.CategoryOf(anchor.Item);
            var complements = Complements(context, anchor.Item);
            if (!wide) TitleSimilarity.Collect(context.Catalog, anchor.Item, own, anchor.Weight, complements, scores);
            for (var category = 1; wide && own != 0 && category < categories.Count; category++)
            {
                if (category != own && categories.Top(category) == categories.Top(own))
                    TitleSimilarity.Collect(context.Catalog, anchor.Item, category, anchor.Weight, complements, scores);
            }
        }

        scores.DropBelow(wide ? context.Options.MinWideTitles : context.Options.MinTitles);
        foreach (var anchor in context.ViewAnchors) TitleSimilarity.BreakTies(context.Catalog, anchor.Item, anchor.Weight, scores);
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var catalog = context.Catalog;
        var best = Best(context, item);
        var path = catalog.Categories.Path(catalog.CategoryOf(item));
        var within = path.Length > 0 ? $", within {(wide ? CategoryPath.Top(path) : path)}" : "";
        var text = $"Its title is like {catalog.Label(best.Item)} ({string.Join(", ", SharedWords(catalog[best.Item], catalog[item]))}){within}";
        return new Explanation(best.Tier, new Reason(ReasonCodes.SimilarTitle, [catalog[best.Item].Id], path.Length > 0 ? [path] : [], text));
    }

    // Variants that people collect have like titles and are no substitutes.
    private static ItemMarks Complements(RecommendationContext context, int anchor)
    {
        var marks = context.Scratch.Marks;
        marks.Begin(context.Catalog.Count);
        foreach (var (item, _) in context.Relations[anchor].BoughtTogether) marks.Add(item);
        return marks;
    }

    private static Anchor Best(RecommendationContext context, int item)
    {
        var (best, bestScore) = (default(Anchor), -1d);
        foreach (var anchor in context.ViewAnchors)
        {
            var score = anchor.Weight * context.Catalog.Titles.Cosine(anchor.Item, item);
            if (score > bestScore) (best, bestScore) = (anchor, score);
        }

        return best;
    }

    // As the candidate's title spells them, in its order.
    private static IEnumerable<string> SharedWords(CatalogItem anchor, CatalogItem item)
    {
        List<string> known = [], words = [];
        TitleWords.Split(anchor.Title, known);
        TitleWords.Split(item.Title, words);
        var same = known.Select(TitleWords.Singular).ToHashSet(StringComparer.Ordinal);
        return words.Where(w => same.Contains(TitleWords.Singular(w))).Distinct(StringComparer.Ordinal);
    }
}
