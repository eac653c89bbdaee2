using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.UpSell;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// The same need, dearer and at least as well liked, see <see cref="UpSellCandidates"/>: first what is viewed in the same sessions as
/// the product started from, by <see cref="CoViewSimilarity.Cosine"/>. Like titles, and then the liking, decide where views do not.
/// </summary>
internal sealed class PriceLadderSource : ICandidateSource
{
    // So small that views decide wherever they tell products apart.
    private const double TitleShare = 0.01;
    private const double LikingShare = 0.001;

    public string Name => SourceNames.PriceLadder;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        var candidates = context.Scratch.UpSell.Of(context);
        if (candidates.Count == 0) return;
        var anchor = context.Focus!.Value.Item;
        var liking = new ProductLiking(context.Snapshot, context.Options.UpSell);
        foreach (var (item, evidence) in candidates)
        {
            scores.Add(item, CoViewSimilarity.Cosine(context.Snapshot, anchor, item)
                + (TitleShare * context.Catalog.Titles.Cosine(anchor, item)) + (LikingShare * liking.Of(item, anchor, evidence)));
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var (catalog, anchor) = (context.Catalog, context.Focus!.Value);
        var liking = new ProductLiking(context.Snapshot, context.Options.UpSell);
        var evidence = liking.AtLeast(item, anchor.Item);
        var rise = (catalog[item].Price!.Value / catalog[anchor.Item].Price!.Value) - 1;
        var (own, other) = (liking.Of(item, anchor.Item, evidence), liking.Of(anchor.Item, item, evidence));
        var text = string.Create(CultureInfo.InvariantCulture, $"{rise * 100:0} % dearer than {catalog.Label(anchor.Item)} and liked at least as well: {Evidence(evidence)} {own * 100:0.0} %, against {other * 100:0.0} %");
        var path = catalog.Categories.Path(catalog.CategoryOf(item));
        return new Explanation(anchor.Tier, new Reason(CodeOf(evidence), [catalog[anchor.Item].Id], path.Length > 0 ? [path] : [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var anchor = context.Focus!.Value.Item;
        var liking = new ProductLiking(context.Snapshot, context.Options.UpSell);
        var (views, titles) = (CoViewSimilarity.Cosine(context.Snapshot, anchor, item), context.Catalog.Titles.Cosine(anchor, item));
        var liked = liking.Of(item, anchor, liking.AtLeast(item, anchor));
        return
        [
            new ScorePart("views", views, "how much both are viewed in the same sessions"),
            new ScorePart("titles", TitleShare * titles, string.Create(CultureInfo.InvariantCulture, $"{TitleShare} · {titles:0.000}, how alike the titles are")),
            new ScorePart("liking", LikingShare * liked, string.Create(CultureInfo.InvariantCulture, $"{LikingShare} · {liked:0.000}, how well it is liked")),
        ];
    }

    private static string CodeOf(LikingEvidence evidence) => evidence switch
    {
        LikingEvidence.OrderRate => ReasonCodes.DearerByOrderRate,
        LikingEvidence.Orders => ReasonCodes.DearerByOrders,
        _ => ReasonCodes.DearerByViews,
    };

    private static string Evidence(LikingEvidence evidence) => evidence switch
    {
        LikingEvidence.OrderRate => "orders per view, about",
        LikingEvidence.Orders => "share of the category's orders, about",
        _ => "share of the category's views, about",
    };
}
