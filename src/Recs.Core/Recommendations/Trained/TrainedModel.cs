using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Trained;

/// <summary>
/// What was learned of a site, its products numbered as in one catalogue: what it was trained on and what is sold today need not be the
/// same. Immutable and thread-safe.
/// </summary>
public abstract class TrainedModel
{
    public abstract string Version { get; }

    /// <summary>Was known when the model was trained.</summary>
    public abstract bool Knows(int item);

    /// <summary>What could stand in for a product, best first.</summary>
    public abstract RelatedProducts Similar(int item);

    /// <summary>What goes with a product, best first.</summary>
    public abstract RelatedProducts Complements(int item);

    /// <summary>What visitors go on to from a product, best first.</summary>
    public abstract RelatedProducts Next(int item);

    /// <summary>
    /// Scores what a visitor may look at next, above 0 and comparable within one call. Allocates nothing per candidate.
    /// </summary>
    /// <param name="history">What was looked at and bought, oldest first.</param>
    /// <param name="scores">Where candidates go.</param>
    public abstract void ScoreNext(ReadOnlySpan<int> history, CandidateScores scores);
}
