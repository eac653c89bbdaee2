namespace Recs.Core.Recommendations;

/// <summary>Why an item is in a list: true for this item, and readable.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Items">The products behind it, the most telling first.</param>
/// <param name="Categories">The categories behind it.</param>
/// <param name="Text">A sentence in English.</param>
public sealed record Reason(string Code, IReadOnlyList<ItemId> Items, IReadOnlyList<string> Categories, string Text);

/// <summary>The closed list of reason codes.</summary>
public static class ReasonCodes
{
    public const string ViewedTogether = "viewed_together";
    public const string SimilarTitle = "similar_title";
    public const string BoughtTogether = "bought_together";

    /// <summary>Products like the one and like the other are bought together more often than chance.</summary>
    public const string LikeBoughtTogether = "like_bought_together";

    /// <summary>Dearer, and ordered by at least as great a share of those who view it.</summary>
    public const string DearerByOrderRate = "dearer_by_order_rate";

    /// <summary>Dearer, with at least as great a share of its category's orders.</summary>
    public const string DearerByOrders = "dearer_by_orders";

    /// <summary>Dearer, with at least as great a share of its category's views.</summary>
    public const string DearerByViews = "dearer_by_views";

    public const string FriendsBought = "friends_bought";
    /// <summary>Visitors choose between the two, as a trained model has learned.</summary>
    public const string LearnedSimilar = "learned_similar";

    /// <summary>Bought for use with the other, as a trained model has learned.</summary>
    public const string LearnedComplement = "learned_complement";

    /// <summary>The next choice after the other, as a trained model has learned.</summary>
    public const string LearnedNext = "learned_next";

    /// <summary>Liked by visitors of a like taste, as a trained model has learned.</summary>
    public const string LearnedTaste = "learned_taste";

    public const string LikedCategory = "liked_category";
    public const string LikedBrand = "liked_brand";
    public const string PopularInCategory = "popular_in_category";
    public const string Trending = "trending";
    public const string Popular = "popular";
    public const string RecentlyViewed = "recently_viewed";
    public const string InCatalogue = "in_catalogue";
    public const string ChosenByShop = "chosen_by_shop";
}
