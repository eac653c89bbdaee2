using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What the trained model and the live counts together hold for complements of the anchors: Σ weight · <see cref="ItemRelations.TrainedComplements"/>.</summary>
internal sealed class TrainedComplementSource : ICandidateSource
{
    public string Name => SourceNames.TrainedComplements;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Snapshot.Model is null) return;
        foreach (var anchor in context.PurchaseAnchors)
        {
            foreach (var (item, score) in context.Relations[anchor.Item].TrainedComplements) scores.Add(item, anchor.Weight * score);
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var best = TrainedEvidence.Strongest(context, context.PurchaseAnchors, item, r => r.TrainedComplements);
        var label = context.Catalog.Label(best.Item);
        var baskets = Together.Of(context.Snapshot, best.Item, item);
        var text = baskets > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Goes with {label} ({baskets} baskets with both)")
            : $"Goes with {label}, as the trained model has learned from orders";
        return new Explanation(best.Tier, new Reason(ReasonCodes.LearnedComplement, [context.Catalog[best.Item].Id], [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item) =>
        TrainedEvidence.Parts(context, context.PurchaseAnchors, item, r => r.TrainedComplements);
}
