using Recs.Training.Data;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.Transitions;
using Recs.Training.Search;

namespace Recs.Training.Evaluation;

/// <summary>
/// Sequences without times, so without a time split: the last item of each row is the test, the one before it validation. Reported
/// twice. A: fitted on the rest, with the validation item in the history, as papers do. B: fitted again with the validation item, as
/// a live service has it. Options are searched on validation only.
/// </summary>
public sealed class SequenceEvaluation(Histories histories, EvaluationPlan plan, IEvaluationProgress progress)
{
    private const int Least = 3;

    private static readonly RankMetric Measure = RankMetric.Ndcg(10);

    /// <exception cref="TrainingDataException">No row is long enough.</exception>
    public EvaluationReport Run(CancellationToken cancel)
    {
        var (train, known) = (histories.WithoutLast(2), histories.WithoutLast(1));
        var test = QuerySet.LastItems(histories, Least);
        if (test.Queries.Count == 0) throw new TrainingDataException($"No sequence has {Least} items, one each to train, validate and test with; the longest of {histories.Count} is shorter.");
        var tuning = new Tuning(QuerySet.LastItems(known, Least - 1), Measure, plan, progress, cancel);
        var options = Search(train, tuning, cancel);
        var fitted = Fitted.On(train, "A", options, plan, progress, cancel);
        options = options with { Blend = tuning.BestBlend(fitted.Transitions, fitted.Als) };
        return new EvaluationReport(
            "leave one out: the last item of each sequence is the test, the one before it validation; not a time split",
            $"all {histories.ItemCount} items less those of the history, ties against the model",
            $"options of item-knn, transitions, als and blend on validation by {Measure.Name}, {plan.Trials} trials each, seed {plan.Seed}",
            [
                Part("A", "fitted without the validation items, which stand in the histories", train, fitted, options, test, cancel),
                Part("B", "fitted again with the validation items", known, Fitted.On(known, "B", options, plan, progress, cancel), options, test, cancel),
            ]);
    }

    private Options Search(Histories train, Tuning tuning, CancellationToken cancel)
    {
        var knn = tuning.Best("item-knn", new ItemKnnOptions(), SearchSpaces.ItemNeighbours, o => ItemKnnModel.Fit(train, o, plan.Threads, null, cancel));
        var transitions = tuning.Best("transitions", new TransitionOptions(), SearchSpaces.Transitions, o => TransitionModel.Fit(train, o, plan.Threads, null, cancel));
        var als = tuning.Best("als", new AlsOptions { Factors = plan.Factors }, SearchSpaces.Factors, o => AlsModel.Fit(train, o, plan.Threads, null, cancel));
        return new Options(knn, transitions, als, new BlendOptions());
    }

    private EvaluationPart Part(string name, string meaning, Histories train, Fitted fitted, Options options, QuerySet test, CancellationToken cancel)
    {
        IModel[] models =
        [
            PopularityModel.Fit(train),
            ItemKnnModel.Fit(train, options.ItemKnn, plan.Threads, null, cancel),
            fitted.Transitions,
            fitted.Als,
            new BlendModel(fitted.Transitions, fitted.Als, options.Blend),
        ];
        var bootstrap = new Bootstrap(test, plan.Draws, plan.Seed);
        var reports = models.Select(m => MethodReport.Of(
            m.Name, Evaluator.Rank(m, test, plan.Threads, progress.Begin($"{name}: ranking by {m.Name}", test.Queries.Count), cancel), bootstrap));
        return new EvaluationPart(name, meaning, test.Queries.Count, [.. reports]);
    }

    private sealed record Options(ItemKnnOptions ItemKnn, TransitionOptions Transitions, AlsOptions Als, BlendOptions Blend);

    private sealed record Fitted(TransitionModel Transitions, AlsModel Als)
    {
        public static Fitted On(Histories train, string part, Options options, EvaluationPlan plan, IEvaluationProgress progress, CancellationToken cancel) => new(
            TransitionModel.Fit(train, options.Transitions, plan.Threads, progress.Begin($"{part}: transitions", train.ItemCount), cancel),
            AlsModel.Fit(train, options.Als, plan.Threads, progress.Begin($"{part}: als", options.Als.Sweeps), cancel));
    }
}
