using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Search;

namespace Recs.Training.Evaluation;

/// <summary>Finds options on the validation part, or a sample of its rows, by one measure.</summary>
internal sealed class Tuning(QuerySet validation, RankMetric measure, EvaluationPlan plan, IEvaluationProgress progress, CancellationToken cancel)
{
    private readonly QuerySet _questions = validation.Sample(plan.SearchQuestions, plan.Seed);

    /// <summary>The options whose model answers the validation questions best.</summary>
    public T Best<T>(string method, T defaults, Func<Draws, T, T> draw, Func<T, IModel> fit)
    {
        if (plan.Trials == 1) return defaults;
        var step = progress.Begin($"Searching options of {method}", plan.Trials);
        return RandomSearch.Run(defaults, draw, options => Score(fit(options)), plan.Trials, plan.Seed, step, cancel).Options;
    }

    /// <summary>Of some options those whose model answers the validation questions best; the earlier of equals.</summary>
    public T BestOf<T>(IReadOnlyList<T> options, Func<T, IModel> fit) => options.Select(o => (Options: o, Score: Score(fit(o)))).MaxBy(o => o.Score).Options;

    /// <summary>How two fitted models are fused best.</summary>
    public BlendOptions BestBlend(IModel first, IModel second) =>
        BlendTuning.Best(first, second, _questions, measure, plan, progress.Begin("Searching options of blend", plan.Trials), cancel);

    private double Score(IModel model)
    {
        var ranks = Evaluator.Rank(model, _questions, plan.Threads, progress: null, cancel);
        return ranks.Length == 0 ? 0 : ranks.Average(measure.Of);
    }
}
