using Recs.Core.Recommendations;

namespace Recs.Server.Recommender;

/// <summary>An answer of each form: as the tea shop of the tour gives it, and of a referral, which takes friends of a week, as the simulated shop does.</summary>
internal static class FormExamples
{
    private const string Mug = """ "id":"mug","title":"Red tea mug","category":"Home > Mugs","price":9.5,"currency":"EUR","url":null,"imageUrl":null """;
    private const string Cup = """ "id":"cup","title":"Blue tea mug","category":"Home > Mugs","price":8,"currency":"EUR","url":null,"imageUrl":null """;
    private const string Gas =
        """ "id":"gas-cartridge-2","title":"Trailbit Hike gas cartridge, 450 g","category":"Outdoor > Gas cartridges","price":4.49,"currency":"EUR","url":null,"imageUrl":null """;
    private const string Gold = """ "id":"gold","title":"Gold tea mug","category":"Home > Mugs","price":11,"currency":"EUR","url":null,"imageUrl":null """;

    /// <summary>By the name of the form.</summary>
    public static IReadOnlyList<(string Name, string Example)> All { get; } =
    [
        (RecommendationForm.CrossSell.Name(), RecommendationsEndpoint.AnswerExample),
        (RecommendationForm.ReSell.Name(), Answer(
            RecommendationForm.ReSell, "null", Mug, 0.499313, "similar", "similar_title", "\"cup\"", "\"Home > Mugs\"", "Its title is like Blue tea mug (tea, mug), within Home > Mugs")),
        (RecommendationForm.UpSell.Name(), Answer(
            RecommendationForm.UpSell, "null", Gold, 0.004299, "similar", "dearer_by_orders", "\"mug\"", "\"Home > Mugs\"",
            "16 % dearer than Red tea mug and liked at least as well: share of the category's orders, about 32.9 %, against 21.8 %")),
        (RecommendationForm.Referral.Name(), Answer(
            RecommendationForm.Referral, "\"Customer\"", Gas, 1, "segment", "friends_bought", "", "", "Several of the people you are linked with have bought it")),
        (RecommendationForm.ForYou.Name(), Answer(
            RecommendationForm.ForYou, "\"Customer\"", """ "id":"pot","title":"Red tea pot","category":"Home > Pots","price":24,"currency":"EUR","url":null,"imageUrl":null """, 1,
            "personal", "bought_together", "\"mug\"", "", "Bought together with Red tea mug 1.6 times as often as chance (10 baskets)")),
        (RecommendationForm.Popular.Name(), Answer(
            RecommendationForm.Popular, "\"Customer\"", Cup, 1, "popular", "popular", "", "", "Popular lately; in 30 orders so far")),
        (RecommendationForm.Trending.Name(), Answer(
            RecommendationForm.Trending, "\"Customer\"", Gold, 1.000121, "popular", "trending", "", "", "Rising: 1.0 times the usual activity in the last day")),
        (RecommendationForm.RecentlyViewed.Name(), Answer(
            RecommendationForm.RecentlyViewed, "\"Customer\"", Mug, 1, "personal", "recently_viewed", "", "", "You looked at this on 24 November 2026")),
    ];

    private static string Answer(RecommendationForm form, string stage, string item, double score, string tier, string code, string items, string categories, string text) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""
        {"listId":"01a201de-280c-72c3-95bf-9ccdcf3b47a7","form":"{{{form.Name()}}}","placement":null,"stage":{{{stage}}},"items":[{{{{item}}},"score":{{{score}}},"tier":"{{{tier}}}",
        "reason":{"code":"{{{code}}}","items":[{{{items}}}],"categories":[{{{categories}}}],"text":"{{{text}}}"}}],"degraded":false,"shortfall":null,"cursor":null}
        """);
}
