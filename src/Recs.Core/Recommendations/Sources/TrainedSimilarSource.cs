using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>What the trained model and the live counts together hold for substitutes of the anchors: Σ weight · <see cref="ItemRelations.TrainedSimilar"/>.</summary>
internal sealed class TrainedSimilarSource : ICandidateSource
{
    public string Name => SourceNames.TrainedSimilar;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Snapshot.Model is null) return;
        foreach (var anchor in context.ViewAnchors)
        {
            foreach (var (item, score) in context.Relations[anchor.Item].TrainedSimilar) scores.Add(item, anchor.Weight * score);
        }
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var best = TrainedEvidence.Strongest(context, context.ViewAnchors, item, r => r.TrainedSimilar);
        var label = context.Catalog.Label(best.Item);
        var sessions = TrainedEvidence.Sessions(context, best.Item, item);
        var text = sessions > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Chosen between by visitors of {label} ({sessions} sessions with both)")
            : $"Chosen between by visitors of {label}, as the trained model has learned";
        return new Explanation(best.Tier, new Reason(ReasonCodes.LearnedSimilar, [context.Catalog[best.Item].Id], [], text));
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item) =>
        TrainedEvidence.Parts(context, context.ViewAnchors, item, r => r.TrainedSimilar);
}
