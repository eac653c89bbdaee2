using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What is liked: the slowly decaying weight of views, carts and orders, as a share of the first item's.</summary>
internal sealed class PopularSource : ICandidateSource
{
    public string Name => SourceNames.Popular;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        var popularity = context.Snapshot.Popularity;
        foreach (var item in popularity.Order)
        {
            // Shares fall along the order, so the first that are allowed are the best.
            scores.Add(item, Math.Max(popularity.Share(item), double.Epsilon));
            if (scores.Items.Length >= context.Wanted) return;
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var counts = context.Snapshot[item].Counts;
        var text = (counts.Orders, counts.Views) switch
        {
            (0, 0) => "Popular lately: put into carts and favourites",
            (0, var views) => string.Create(CultureInfo.InvariantCulture, $"Popular lately; viewed in {Sessions(views)} so far"),
            (var orders, 0) => string.Create(CultureInfo.InvariantCulture, $"Popular lately; in {Orders(orders)} so far"),
            var (orders, views) => string.Create(CultureInfo.InvariantCulture, $"Popular lately; in {Orders(orders)} and viewed in {Sessions(views)} so far"),
        };
        var tier = context.Request.Category is null ? RecommendationTier.Popular : RecommendationTier.Segment;
        return new Explanation(tier, new Reason(ReasonCodes.Popular, [], context.Request.Category is { } c ? [c] : [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var (popularity, counts) = (context.Snapshot.Popularity, context.Snapshot[item].Counts);
        var first = context.Catalog.Label(popularity.Order[0]);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"what {Sessions(counts.Views)}, {counts.CartAdds} times in a cart and {Orders(counts.Orders)} come to today, with favourites and the newer the more, as a share of the most popular product's, {first}");
        return [new ScorePart("popularity", Math.Max(popularity.Share(item), double.Epsilon), text)];
    }

    private static string Orders(long n) => n == 1 ? "1 order" : string.Create(CultureInfo.InvariantCulture, $"{n} orders");

    private static string Sessions(long n) => n == 1 ? "1 session" : string.Create(CultureInfo.InvariantCulture, $"{n} sessions");
}
