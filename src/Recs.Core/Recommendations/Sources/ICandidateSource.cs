using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// Something that can propose items, named in the chains of the options. Live counts are one kind; a trained model is
/// another and is put before them by naming it first. Thread-safe.
/// </summary>
public interface ICandidateSource
{
    /// <summary>As written in a chain.</summary>
    string Name { get; }

    /// <summary>Adds candidates with scores above 0. Allocates nothing per candidate.</summary>
    void Collect(RecommendationContext context, CandidateScores scores);

    /// <summary>Why an item that <see cref="Collect"/> has proposed for the same request is there.</summary>
    Explanation Explain(RecommendationContext context, int item);

    /// <summary>What the score of an item is made of that <see cref="Collect"/> has proposed for the same request; empty: nothing but itself.</summary>
    IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item) => [];
}

/// <param name="Tier">How close to the visitor the evidence is.</param>
/// <param name="Reason">The evidence.</param>
public readonly record struct Explanation(RecommendationTier Tier, Reason Reason);
