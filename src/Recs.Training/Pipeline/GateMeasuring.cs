using Recs.Training.Artefacts;
using Recs.Training.Evaluation;
using Recs.Training.Evaluation.Metrics;

namespace Recs.Training.Pipeline;

/// <summary>Paired differences between a model and what it has to beat.</summary>
internal static class GateMeasuring
{
    /// <param name="measure">What is compared.</param>
    /// <param name="bootstrap">Over the visitors of the questions.</param>
    /// <param name="model">The model's ranks, one per question.</param>
    /// <param name="baselines">Those of the baselines.</param>
    /// <param name="rival">The serving model; null: none.</param>
    /// <param name="rivalRanks">Its ranks.</param>
    public static GateFigures Of(RankMetric measure, Bootstrap bootstrap, int[] model, IReadOnlyDictionary<string, int[]> baselines, Rival? rival, int[]? rivalRanks)
    {
        var own = Array.ConvertAll(model, r => measure.Of(r));
        var (best, figures) = baselines.Select(b => (b.Key, Figures: Array.ConvertAll(b.Value, r => measure.Of(r)))).OrderByDescending(b => b.Figures.Average()).ThenBy(b => b.Key, StringComparer.Ordinal).First();
        var rivals = rivalRanks is null ? null : Array.ConvertAll(rivalRanks, r => measure.Of(r));
        return new GateFigures(
            measure.Name, bootstrap.Mean(own), best, bootstrap.Mean(Difference(own, figures)),
            rival?.Version, rivals?.Average(), rivals is null ? null : bootstrap.Mean(Difference(own, rivals)), rival?.How);
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
}
