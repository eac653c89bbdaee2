namespace Recs.Core.Recommendations.Sources;

/// <summary>The names of the sources. Those that begin with <c>trained_</c> have nothing to say where the site has no model.</summary>
public static class SourceNames
{
    public const string TrainedSimilar = "trained_similar";
    public const string TrainedComplements = "trained_complements";
    public const string TrainedNext = "trained_next";
    public const string CoViews = "co_views";
    public const string TitleSimilarity = "title_similarity";
    public const string TitleSimilarityWide = "title_similarity_wide";
    public const string CoPurchases = "co_purchases";
    public const string CoPurchasesOfLike = "co_purchases_of_like";
    public const string PriceLadder = "price_ladder";
    public const string Friends = "friends";
    public const string Affinity = "affinity";
    public const string PersonalMix = "personal_mix";
    public const string RecentlyViewed = "recently_viewed";
    public const string PopularInCategory = "popular_in_category";
    public const string PopularInDepartment = "popular_in_department";
    public const string Trending = "trending";
    public const string Popular = "popular";
    public const string Catalogue = "catalogue";
}
