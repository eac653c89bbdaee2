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
        return new EvaluationReport(
            "leave one out: the last item of each sequence is the test, the one before it validation; not a time split",
            $"all {histories.ItemCount} items less those of the history, ties against the model",
            $"options of item-knn, transitions, als and blend on validation by {Measure.Name}, {plan.Trials} trials each, seed {plan.Seed}",
            [
                Part("A", "fitted without the validation items, which stand in the histories", train, options, test, cancel),
                Part("B", "fitted again with the validation items", known, options, test, cancel),
            ]);
    }

    private Options Search(Histories train, Tuning tuning, CancellationToken cancel)
    {
        var knn = tuning.Best("item-knn", new ItemKnnOptions(), SearchSpaces.ItemNeighbours, o => ItemKnnModel.Fit(train, o, plan.Threads, null, cancel));
        var transitions = tuning.Best("transitions", new TransitionOptions(), SearchSpaces.Transitions, o => TransitionModel.Fit(train, o, plan.Threads, null, cancel));
        var als = tuning.Best("als", new AlsOptions { Factors = plan.Factors }, SearchSpaces.Factors, o => AlsModel.Fit(train, o, plan.Threads, null, cancel));
        var (first, second) = (TransitionModel.Fit(train, transitions, plan.Threads, null, cancel), AlsModel.Fit(train, als, plan.Threads, null, cancel));
        return new Options(knn, transitions, als, tuning.Best("blend", new BlendOptions(), SearchSpaces.Blend, o => new BlendModel(first, second, o)));
    }

    private EvaluationPart Part(string name, string meaning, Histories train, Options options, QuerySet test, CancellationToken cancel)
    {
        var transitions = TransitionModel.Fit(train, options.Transitions, plan.Threads, progress.Begin($"{name}: transitions", train.ItemCount), cancel);
        var als = AlsModel.Fit(train, options.Als, plan.Threads, progress.Begin($"{name}: als", options.Als.Sweeps), cancel);
        IModel[] models =
        [
            PopularityModel.Fit(train),
            ItemKnnModel.Fit(train, options.ItemKnn, plan.Threads, null, cancel),
            transitions,
            als,
            new BlendModel(transitions, als, options.Blend),
        ];
        var bootstrap = new Bootstrap(test, plan.Draws, plan.Seed);
        var reports = models.Select(m => MethodReport.Of(
            m.Name, Evaluator.Rank(m, test, plan.Threads, progress.Begin($"{name}: ranking by {m.Name}", test.Queries.Count), cancel), bootstrap));
        return new EvaluationPart(name, meaning, test.Queries.Count, [.. reports]);
    }

    private sealed record Options(ItemKnnOptions ItemKnn, TransitionOptions Transitions, AlsOptions Als, BlendOptions Blend);
}
