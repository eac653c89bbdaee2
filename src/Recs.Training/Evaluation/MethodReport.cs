using Recs.Training.Evaluation.Metrics;

namespace Recs.Training.Evaluation;

/// <summary>What one method reached.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Figures">By the name of the measure.</param>
public sealed record MethodReport(string Method, IReadOnlyDictionary<string, Estimate> Figures)
{
    /// <summary>Every usual measure of the ranks of one method.</summary>
    public static MethodReport Of(string method, int[] ranks, Bootstrap bootstrap) => new(
        method, RankMetric.Usual.ToDictionary(m => m.Name, m => bootstrap.Mean(Array.ConvertAll(ranks, r => m.Of(r)))));

    /// <summary>Every usual measure of one method where questions have several true items.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="ranks">For each question the ranks of its true items, ascending.</param>
    /// <param name="bootstrap">Draws the intervals.</param>
    public static MethodReport Of(string method, int[][] ranks, Bootstrap bootstrap) => new(
        method, ListMetric.Usual.ToDictionary(m => m.Name, m => bootstrap.Mean(Array.ConvertAll(ranks, r => m.Of(r)))));
}
