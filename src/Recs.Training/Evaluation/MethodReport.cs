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
}
