using System.Globalization;
using Recs.Training.Artefacts;
using Recs.Training.Data;
using Recs.Training.Data.Interactions;
using Recs.Training.Evaluation;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.Transitions;
using Recs.Training.Search;

namespace Recs.Training.Pipeline;

/// <summary>
/// What a visitor looks at next: transitions and factors, blended. Every interaction of the test part is a question with all that the
/// visitor did before it; the full catalogue less the current product is ranked.
/// </summary>
internal sealed class NextTraining(InteractionSet data, TrainingPlan plan, IEvaluationProgress progress)
{
    // Candidates by factors of each item: with those of ten items the best ten of the whole catalogue are hardly ever missed.
    private const int Candidates = 50;

    // So heavy that transitions only decide between what factors find equal.
    private const double FactorsAlone = 1_000;

    private static readonly RankMetric Measure = RankMetric.Ndcg(10);

    private readonly EvaluationPlan _search = plan.Search;

    /// <returns>Null where there is too little; the notes say so.</returns>
    public NextPart? Run(ModelArtefact? serving, List<string> notes, CancellationToken cancel)
    {
        var (all, testFrom) = (data.Histories, TestFrom(serving));
        var questions = QuerySet.NextItems(all, testFrom).Sample(plan.TestQuestions, _search.Seed);
        if (questions.Queries.Count < plan.LeastQuestions)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"What comes next is not in the model: there are {questions.Queries.Count:N0} questions to test it with, {plan.LeastQuestions:N0} are needed."));
            return null;
        }

        var train = all.Before(testFrom);
        var (options, neighbours) = Search(train, cancel);
        var candidate = Fit(train, options, "test: ", cancel);
        IModel[] baselines = [PopularityModel.Fit(train), ItemKnnModel.Fit(train, neighbours, _search.Threads, null, cancel)];
        var evaluation = Measured(candidate.Blend, [candidate.Transitions, candidate.Als], baselines, questions, testFrom, train, serving, cancel);
        var final = Fit(all, options, "", cancel);
        var taste = TasteLists.Of(final.Als, Candidates, _search.Threads, progress.Begin("candidates", data.Items.Count), cancel);
        return new NextPart(options, final.Transitions.Lists, final.Als.Items, taste, evaluation);
    }

    // The newest questions, and where there are enough of them only those that the serving model has not seen.
    private long TestFrom(ModelArtefact? serving)
    {
        var from = TimeSplit.TimeOf(data.Histories, 1 - plan.TestShare);
        if (serving is null) return from;
        var unseen = serving.Manifest.Data.Until.ToUnixTimeMilliseconds() + 1;
        return unseen > from && QuerySet.NextItems(data.Histories, unseen).Queries.Count >= Math.Max(plan.LeastQuestions, 1_000) ? unseen : from;
    }

    private (NextOptions Options, ItemKnnOptions Neighbours) Search(Histories train, CancellationToken cancel)
    {
        var validationFrom = TimeSplit.TimeOf(train, 1 - plan.ValidationShare);
        var known = train.Before(validationFrom);
        var tuning = new Tuning(QuerySet.NextItems(train, validationFrom), Measure, _search, progress, cancel);
        var neighbours = tuning.Best("item-knn", new ItemKnnOptions(), SearchSpaces.ItemNeighbours, o => ItemKnnModel.Fit(known, o, _search.Threads, null, cancel));
        var transitions = tuning.Best("transitions", new TransitionOptions(), SearchSpaces.Transitions, o => TransitionModel.Fit(known, o, _search.Threads, null, cancel));
        var als = tuning.Best("als", new AlsOptions { Factors = _search.Factors, Seed = _search.Seed }, SearchSpaces.Factors, o => AlsModel.Fit(known, o, _search.Threads, null, cancel));
        var (first, second) = (TransitionModel.Fit(known, transitions, _search.Threads, null, cancel), AlsModel.Fit(known, als, _search.Threads, null, cancel));
        var blend = tuning.BestBlend(first, second);
        // Where one of the two alone is better it serves alone.
        blend = tuning.BestOf([blend, blend with { Weight = 0 }, blend with { Weight = FactorsAlone }], o => new BlendModel(first, second, o));
        return (new NextOptions(transitions, als, blend), neighbours);
    }

    private Fitted Fit(Histories train, NextOptions options, string part, CancellationToken cancel)
    {
        var transitions = TransitionModel.Fit(train, options.Transitions, _search.Threads, progress.Begin($"{part}transitions", train.ItemCount), cancel);
        var als = AlsModel.Fit(train, options.Als, _search.Threads, progress.Begin($"{part}factors", options.Als.Sweeps), cancel);
        return new Fitted(transitions, als, new BlendModel(transitions, als, options.Blend));
    }

    private PartEvaluation Measured(
        BlendModel model, IModel[] beside, IModel[] baselines, QuerySet questions, long testFrom, Histories train, ModelArtefact? serving, CancellationToken cancel)
    {
        return new PartMeasuring(_search, progress).Of(
            Measure, new Bootstrap(questions, _search.Draws, _search.Seed), questions, model, beside, baselines, Rival(serving, testFrom, train, cancel),
            string.Create(CultureInfo.InvariantCulture, $"by time: tested on interactions from {DateTimeOffset.FromUnixTimeMilliseconds(testFrom):yyyy-MM-dd HH:mm} UTC, options searched on the {plan.ValidationShare:P0} before them, fitted on all before"),
            $"all {data.Items.Count} items less the current one, ties against the model",
            $"options of item-knn, transitions, als and blend on validation by {Measure.Name}, {_search.Trials} trials each, seed {_search.Seed}",
            cancel);
    }

    private Rival? Rival(ModelArtefact? serving, long testFrom, Histories train, CancellationToken cancel)
    {
        if (serving?.Manifest.Next is not { } recipe || serving.NextModel() is not { } model) return null;
        var version = serving.Manifest.Version;
        if (serving.Manifest.Data.Until.ToUnixTimeMilliseconds() < testFrom) return new Rival(version, new RenumberedModel(model, serving.Items, data.Items), "as it serves; it has seen none of the questions");
        return new Rival(version, Fit(train, recipe, $"{version}: ", cancel).Blend, "its options fitted on the same data, since it has seen some of the questions");
    }

    private sealed record Fitted(TransitionModel Transitions, AlsModel Als, BlendModel Blend);
}

/// <summary>What the training of what comes next has made.</summary>
internal sealed record NextPart(NextOptions Options, ItemLists Transitions, FactorMatrix Factors, ItemLists Taste, PartEvaluation Evaluation);
