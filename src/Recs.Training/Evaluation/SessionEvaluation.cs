using Recs.Training.Data;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Content;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.NextItems;
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
    /// <summary>What options are searched by.</summary>
    public RankMetric Measure { get; init; } = RankMetric.Mrr(20);

    /// <summary>Whether a click on what is looked at already counts as a question. Default true.</summary>
    public bool Repeats { get; init; } = true;

    /// <summary>What is known of the items; null: nothing.</summary>
    public ItemFeatures? Features { get; init; }

    /// <summary>Further words about the split.</summary>
    public string Split { get; init; } = "by time: train, then validation, then test, as the files are";

    /// <exception cref="TrainingDataException">No session has a second click to predict.</exception>
    public EvaluationReport Run(CancellationToken cancel)
    {
        var questions = Questions(test);
        if (questions.Queries.Count == 0) throw new TrainingDataException($"None of the {test.Count} test sessions has a second click to predict.");
        var all = Histories.Concat(train, validation);
        var content = Features is null ? null : ContentModel.Fit(Features, all.ItemCount, new ContentOptions(), plan.Threads, null, cancel);
        var options = Search(content, cancel);
        var (sessions, next) = (SessionKnnModel.Fit(all, options.Sessions), NextItemModel.Fit(all, options.Next, plan.Threads, null, cancel));
        List<IModel> models =
        [
            PopularityModel.Fit(all),
            ItemKnnModel.Fit(all, options.Items, plan.Threads, null, cancel),
            TransitionModel.Fit(all, options.Transitions, plan.Threads, null, cancel),
            sessions,
            next,
            Blend(next, sessions, content, options.Support),
        ];
        if (content is not null) models.Insert(1, content);
        var bootstrap = new Bootstrap(questions, plan.Draws, plan.Seed);
        var reports = models.Select(m => MethodReport.Of(
            m.Name, Evaluator.Rank(m, questions, plan.Threads, progress.Begin($"Ranking by {m.Name}", questions.Queries.Count), cancel), bootstrap));
        return new EvaluationReport(
            Split,
            $"all {all.ItemCount} items less the current one, ties against the model",
            $"options of item-knn, transitions, session-knn, next-items and blend on validation by {Measure.Name}, {plan.Trials} trials each, seed {plan.Seed}; then fitted on train and validation",
            [new EvaluationPart("", $"every next click of the test sessions{(Repeats ? "" : " that is on something else")}", questions.Queries.Count, [.. reports])]);
    }

    private Options Search(ContentModel? content, CancellationToken cancel)
    {
        var tuning = new Tuning(Questions(validation), Measure, plan, progress, cancel);
        var sessions = tuning.Best("session-knn", new SessionKnnOptions(), SearchSpaces.SessionNeighbours, o => SessionKnnModel.Fit(train, o));
        var transitions = tuning.Best("transitions", new TransitionOptions(), SearchSpaces.Transitions, o => TransitionModel.Fit(train, o, plan.Threads, null, cancel));
        var items = tuning.Best("item-knn", new ItemKnnOptions(), SearchSpaces.ItemNeighbours, o => ItemKnnModel.Fit(train, o, plan.Threads, null, cancel));
        var next = tuning.Best("next-items", new NextItemOptions(), SearchSpaces.NextItems, o => NextItemModel.Fit(train, o, plan.Threads, null, cancel));
        var (first, second) = (NextItemModel.Fit(train, next, plan.Threads, null, cancel), SessionKnnModel.Fit(train, sessions));
        return new Options(items, transitions, sessions, next, tuning.Best("blend", new SupportOptions(), SearchSpaces.Support, o => Blend(first, second, content, o)));
    }

    private static SupportedModel Blend(NextItemModel next, SessionKnnModel sessions, ContentModel? content, SupportOptions options) =>
        content is null ? new SupportedModel(next, (sessions, options.Sessions)) : new SupportedModel(next, (sessions, options.Sessions), (content, options.Content));

    private QuerySet Questions(Histories of)
    {
        var all = QuerySet.NextItems(of);
        return Repeats ? all : all with { Queries = [.. all.Queries.Where(q => of[q.Row][q.Length - 1] != q.Target)] };
    }

    private sealed record Options(
        ItemKnnOptions Items, TransitionOptions Transitions, SessionKnnOptions Sessions, NextItemOptions Next, SupportOptions Support);
}
