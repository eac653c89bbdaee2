using System.Globalization;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.UpSell;

namespace Recs.Core.Recommendations.Sources;

/// <summary>The same need, dearer and at least as well liked, see <see cref="UpSellCandidates"/>: first what people who look at the one look at next.</summary>
internal sealed class PriceLadderSource : ICandidateSource
{
    public string Name => SourceNames.PriceLadder;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        foreach (var (item, liking) in context.Scratch.UpSell.Of(context)) scores.Add(item, UpSellScore.Of(context, context.Focus!.Value.Item, item, liking));
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var (catalog, anchor) = (context.Catalog, context.Focus!.Value);
        var liking = new ProductLiking(context.Snapshot, context.Options.UpSell);
        var evidence = liking.AtLeast(item, anchor.Item);
        var rise = (catalog[item].Price!.Value / catalog[anchor.Item].Price!.Value) - 1;
        var (own, other) = (liking.Of(item, evidence), liking.Of(anchor.Item, evidence));
        var text = string.Create(CultureInfo.InvariantCulture, $"{rise * 100:0} % dearer than {catalog.Label(anchor.Item)} and liked at least as well: {Evidence(evidence)} {own * 100:0.0} %, against {other * 100:0.0} %");
        var path = catalog.Categories.Path(catalog.CategoryOf(item));
        return new Explanation(anchor.Tier, new Reason(CodeOf(evidence), [catalog[anchor.Item].Id], path.Length > 0 ? [path] : [], text));
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
