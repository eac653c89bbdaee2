using Recs.Core.Catalog;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What is popular in the categories of the anchors, or, wide, in all categories under the same top.</summary>
internal sealed class PopularInCategorySource(bool wide) : ICandidateSource
{
    public string Name => wide ? SourceNames.PopularInDepartment : SourceNames.PopularInCategory;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        var categories = context.Catalog.Categories;
        foreach (var anchor in context.ViewAnchors)
        {
            var own = context.Catalog.CategoryOf(anchor.Item);
            for (var category = 1; own != 0 && category < categories.Count; category++)
            {
                if (category == own || (wide && categories.Top(category) == categories.Top(own))) Collect(context, category, anchor.Weight, scores);
            }
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var path = context.Catalog.Categories.Path(context.Catalog.CategoryOf(item));
        if (wide) path = CategoryPath.Top(path);
        return new Explanation(RecommendationTier.Segment, new Reason(ReasonCodes.PopularInCategory, [], [path], $"Popular in {path}"));
    }

    private static void Collect(RecommendationContext context, int category, double weight, CandidateScores scores)
    {
        foreach (var item in context.Catalog.Categories.Items(category)) scores.Add(item, weight * context.Snapshot.Popularity.Share(item));
    }
}
