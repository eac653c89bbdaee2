namespace Recs.Core.Recommendations;

/// <summary>What kind of recommendation is asked for.</summary>
public enum RecommendationForm
{
    /// <summary>Substitutes: products that serve the same need as an item, or as what was viewed last.</summary>
    ReSell,

    /// <summary>Complements: products bought with an item, a cart or the last order more often than chance.</summary>
    CrossSell,

    /// <summary>The same need, better and dearer, within what the visitor can be expected to pay.</summary>
    UpSell,

    /// <summary>What several friends of the visitor have bought.</summary>
    Referral,

    /// <summary>The visitor's personal mix, by stage.</summary>
    ForYou,

    /// <summary>What is liked.</summary>
    Popular,

    /// <summary>What is rising.</summary>
    Trending,

    /// <summary>What the visitor looked at.</summary>
    RecentlyViewed,
}

/// <summary>The public names of the forms.</summary>
public static class RecommendationForms
{
    private static readonly string[] Names = ["re_sell", "cross_sell", "up_sell", "referral", "for_you", "popular", "trending", "recently_viewed"];

    public static IReadOnlyList<string> AllNames => Names;

    public static string Name(this RecommendationForm form) => Names[(int)form];

    public static bool TryParse(string? name, out RecommendationForm form)
    {
        var at = Array.IndexOf(Names, name);
        form = (RecommendationForm)Math.Max(at, 0);
        return at >= 0;
    }
}
