using System.Globalization;
using Recs.Training.Artefacts;
using Recs.Training.Data;
using Recs.Training.Data.Interactions;
using Recs.Training.Evaluation;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Complements;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.Substitutes;
using Recs.Training.Search;

namespace Recs.Training.Pipeline;

/// <summary>
/// What goes with a product, and what could stand in for it, from orders. Measured by baskets of the newest part of the purchases, of each
/// one product hidden: all others are the cart, the full catalogue less the cart is ranked.
/// </summary>
internal sealed class ComplementTraining(InteractionSet data, TrainingPlan plan, IEvaluationProgress progress)
{
    private static readonly RankMetric Measure = RankMetric.HitRate(10);

    private readonly EvaluationPlan _search = plan.Search;

    /// <returns>Null where there is too little; the notes say so.</returns>
    public ComplementPart? Run(ModelArtefact? serving, List<string> notes, CancellationToken cancel)
    {
        var testFrom = TestFrom(serving);
        var (hidden, buyers) = HiddenProducts.Of(data.Baskets, data.Buyers, testFrom, long.MaxValue, _search.Seed);
        var questions = hidden.Sample(plan.TestQuestions, _search.Seed);
        if (questions.Queries.Count < plan.LeastQuestions)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"What goes with a product is not in the model: there are {questions.Queries.Count:N0} baskets to test it with, {plan.LeastQuestions:N0} are needed."));
            return null;
        }

        var train = data.Purchases.Before(testFrom);
        var options = Search(train, testFrom, cancel);
        var (complements, _) = Fit(train, options, cancel);
        IModel[] baselines = [PopularityModel.Fit(train), ItemKnnModel.Fit(data.Baskets.Before(testFrom), new ItemKnnOptions(), _search.Threads, null, cancel)];
        var evaluation = Measured(complements, baselines, questions, buyers, testFrom, train, serving, cancel);
        var (final, substitutes) = Fit(data.Purchases, options, cancel);
        return new ComplementPart(new ListOptions("complements", ComplementOptionNumbers.Of(options)), final.Lists, new ListOptions("substitutes", ComplementOptionNumbers.Of(options)), substitutes.Lists, evaluation);
    }

    private long TestFrom(ModelArtefact? serving)
    {
        var from = TimeSplit.TimeOf(data.Baskets, 1 - plan.TestShare);
        if (serving is null) return from;
        var unseen = serving.Manifest.Data.Until.ToUnixTimeMilliseconds() + 1;
        return unseen > from && HiddenProducts.Of(data.Baskets, data.Buyers, unseen, long.MaxValue, _search.Seed).Questions.Queries.Count >= Math.Max(plan.LeastQuestions, 500) ? unseen : from;
    }

    private ComplementOptions Search(Histories train, long testFrom, CancellationToken cancel)
    {
        var validationFrom = TimeSplit.TimeOf(data.Baskets.Before(testFrom), 1 - plan.ValidationShare);
        var known = train.Before(validationFrom);
        var tuning = new Tuning(HiddenProducts.Of(data.Baskets, data.Buyers, validationFrom, testFrom, _search.Seed).Questions, Measure, _search, progress, cancel);
        return tuning.Best("complements", new ComplementOptions(), SearchSpaces.Complements, o => ComplementModel.Fit(known, o, _search.Threads, null, cancel));
    }

    // What could stand in for a product does not go with it.
    private (ComplementModel Complements, SubstituteModel Substitutes) Fit(Histories purchases, ComplementOptions options, CancellationToken cancel)
    {
        var substitutes = SubstituteModel.Fit(purchases, new SubstituteOptions { Contexts = options }, _search.Threads, cancel);
        return (ComplementModel.Fit(purchases, options, _search.Threads, progress.Begin("complements", purchases.ItemCount), cancel).Without(substitutes.Lists), substitutes);
    }

    private PartEvaluation Measured(
        ComplementModel model, IModel[] baselines, QuerySet questions, IReadOnlyList<int> buyers, long testFrom, Histories train, ModelArtefact? serving, CancellationToken cancel)
    {
        return new PartMeasuring(_search, progress).Of(
            Measure, new Bootstrap(questions, _search.Draws, _search.Seed, buyers), questions, model, [], baselines, Rival(serving, testFrom, train, cancel),
            string.Create(CultureInfo.InvariantCulture, $"by time: tested on baskets from {DateTimeOffset.FromUnixTimeMilliseconds(testFrom):yyyy-MM-dd HH:mm} UTC, options searched on the {plan.ValidationShare:P0} before them, fitted on all before"),
            $"all {data.Items.Count} items less the rest of the basket, ties against the model",
            $"options of complements on validation by {Measure.Name}, {_search.Trials} trials, seed {_search.Seed}; item-knn is the cosine of baskets with shrinkage {new ItemKnnOptions().Shrink:0}",
            cancel);
    }

    private Rival? Rival(ModelArtefact? serving, long testFrom, Histories train, CancellationToken cancel)
    {
        if (serving?.Complements is not { } lists || serving.Manifest.Complements is not { } recipe) return null;
        var version = serving.Manifest.Version;
        if (serving.Manifest.Data.Until.ToUnixTimeMilliseconds() < testFrom) return new Rival(version, new RenumberedModel(ComplementModel.Of(lists), serving.Items, data.Items), "as it serves; it has seen none of the questions");
        return new Rival(version, Fit(train, ComplementOptionNumbers.From(recipe.Options), cancel).Complements, "its options fitted on the same data, since it has seen some of the questions");
    }
}

/// <summary>What the training of what goes with a product has made.</summary>
internal sealed record ComplementPart(ListOptions ComplementOptions, ItemLists Complements, ListOptions SimilarOptions, ItemLists Similar, PartEvaluation Evaluation);
