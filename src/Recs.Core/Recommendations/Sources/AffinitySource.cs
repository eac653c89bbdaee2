using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// What is popular in the categories the visitor likes: share of the category among the visitor's likings · (1 + share of
/// the brand) · √popularity. The root keeps one best seller from deciding everything.
/// </summary>
internal sealed class AffinitySource : ICandidateSource
{
    private const int MostCategories = 5;

    public string Name => SourceNames.Affinity;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Visitor is not { Categories.Count: > 0 } visitor) return;
        var total = Total(visitor.Categories);
        var brands = Total(visitor.Brands);
        var least = Nth(visitor.Categories);
        foreach (var (key, weight) in visitor.Categories)
        {
            var category = context.Catalog.Categories.Find(key);
            if (category == 0 || weight < least || weight <= 0) continue;
            foreach (var item in context.Catalog.Categories.Items(category))
            {
                var brand = brands > 0 ? BrandWeight(context, item) / brands : 0;
                scores.Add(item, weight / total * (1 + brand) * Math.Sqrt(context.Snapshot.Popularity.Share(item)));
            }
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var path = context.Catalog.Categories.Path(context.Catalog.CategoryOf(item));
        var brand = context.Catalog[item].Brand;
        var liked = brand is not null && BrandWeight(context, item) > 0;
        var reason = liked
            ? new Reason(ReasonCodes.LikedBrand, [], [path], $"Popular in {path} and by {brand}; you have shown interest in both")
            : new Reason(ReasonCodes.LikedCategory, [], [path], $"Popular in {path}, which you have shown interest in");
        return new Explanation(context.Visitor!.History, reason);
    }

    private static double BrandWeight(RecommendationContext context, int item)
    {
        var hash = context.Catalog.BrandOf(item);
        if (hash == 0) return 0;
        foreach (var (key, weight) in context.Visitor!.Brands)
        {
            if (key == hash) return weight;
        }

        return 0;
    }

    private static double Total(IReadOnlyList<Liking> likings)
    {
        double total = 0;
        foreach (var liking in likings) total += Math.Max(0, liking.Weight);
        return total;
    }

    // The weight a category needs to be among the visitor's first few.
    private static double Nth(IReadOnlyList<Liking> likings) =>
        likings.Count <= MostCategories ? 0 : likings.Select(l => l.Weight).OrderDescending().ElementAt(MostCategories - 1);
}
