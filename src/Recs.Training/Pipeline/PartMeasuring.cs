using Recs.Training.Artefacts;
using Recs.Training.Evaluation;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;

namespace Recs.Training.Pipeline;

/// <summary>Lets all methods of a part answer the same questions: the baselines, what stands beside the model, the model, and the one that serves.</summary>
internal sealed class PartMeasuring(EvaluationPlan plan, IEvaluationProgress progress)
{
    /// <param name="measure">What the gate compares.</param>
    /// <param name="bootstrap">Over the visitors of the questions.</param>
    /// <param name="questions">Of the test part.</param>
    /// <param name="model">What is to serve.</param>
    /// <param name="beside">What it is made of.</param>
    /// <param name="baselines">What it has to beat.</param>
    /// <param name="rival">What serves now; null: nothing.</param>
    /// <param name="split">In words.</param>
    /// <param name="ranked">In words.</param>
    /// <param name="searched">In words.</param>
    /// <param name="cancel">Stops between questions.</param>
    public PartEvaluation Of(
        RankMetric measure, Bootstrap bootstrap, QuerySet questions, IModel model, IModel[] beside, IModel[] baselines, Rival? rival, string split, string ranked, string searched,
        CancellationToken cancel)
    {
        var ranks = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var method in (IModel[])[.. baselines, .. beside, model]) ranks[method.Name] = Rank(method, method.Name, questions, cancel);
        var rivalRanks = rival is null ? null : Rank(rival.Model, rival.Version, questions, cancel);
        return new PartEvaluation(
            split, ranked, searched, questions.Queries.Count,
            ranks.ToDictionary(r => r.Key, r => MethodReport.Of(r.Key, r.Value, bootstrap).Figures),
            GateMeasuring.Of(measure, bootstrap, ranks[model.Name], baselines.ToDictionary(b => b.Name, b => ranks[b.Name]), rival, rivalRanks));
    }

    private int[] Rank(IModel model, string name, QuerySet questions, CancellationToken cancel) =>
        Evaluator.Rank(model, questions, plan.Threads, progress.Begin($"Ranking by {name}", questions.Queries.Count), cancel);
}
