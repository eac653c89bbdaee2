using Recs.Training.Data;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.SessionNeighbours;
using Recs.Training.Models.Transitions;
using Recs.Training.Search;

namespace Recs.Training.Evaluation;

/// <summary>
/// Anonymous sessions, split by time into train, validation and test: every next click within a test session is predicted from those
/// before it. Options are searched on validation; then everything is fitted again on train and validation.
/// </summary>
/// <param name="train">Sessions, oldest first.</param>
/// <param name="validation">Later ones.</param>
/// <param name="test">Still later ones.</param>
public sealed class SessionEvaluation(Histories train, Histories validation, Histories test, EvaluationPlan plan, IEvaluationProgress progress)
{
    private static readonly RankMetric Measure = RankMetric.Mrr(20);

    /// <exception cref="TrainingDataException">No session has a second click to predict.</exception>
    public EvaluationReport Run(CancellationToken cancel)
    {
        var questions = QuerySet.NextItems(test);
        if (questions.Queries.Count == 0) throw new TrainingDataException($"None of the {test.Count} test sessions has a second click to predict.");
        var tuning = new Tuning(QuerySet.NextItems(validation), Measure, plan, progress, cancel);
        var sessions = tuning.Best("session-knn", new SessionKnnOptions(), SearchSpaces.SessionNeighbours, o => SessionKnnModel.Fit(train, o));
        var transitions = tuning.Best("transitions", new TransitionOptions(), SearchSpaces.Transitions, o => TransitionModel.Fit(train, o, plan.Threads, null, cancel));
        var items = tuning.Best("item-knn", new ItemKnnOptions(), SearchSpaces.ItemNeighbours, o => ItemKnnModel.Fit(train, o, plan.Threads, null, cancel));
        var all = Histories.Concat(train, validation);
        IModel[] models =
        [
            PopularityModel.Fit(all),
            ItemKnnModel.Fit(all, items, plan.Threads, null, cancel),
            TransitionModel.Fit(all, transitions, plan.Threads, null, cancel),
            SessionKnnModel.Fit(all, sessions),
        ];
        var bootstrap = new Bootstrap(questions, plan.Draws, plan.Seed);
        var reports = models.Select(m => MethodReport.Of(
            m.Name, Evaluator.Rank(m, questions, plan.Threads, progress.Begin($"Ranking by {m.Name}", questions.Queries.Count), cancel), bootstrap));
        return new EvaluationReport(
            "by time: train, then validation, then test, as the files are",
            $"all {all.ItemCount} items less the current one, ties against the model",
            $"options of item-knn, transitions and session-knn on validation by {Measure.Name}, {plan.Trials} trials each, seed {plan.Seed}; then fitted on train and validation",
            [new EvaluationPart("", "every next click of the test sessions", questions.Queries.Count, [.. reports])]);
    }
}
