using Recs.Training.Data;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Complements;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.Substitutes;
using Recs.Training.Search;

namespace Recs.Training.Evaluation;

/// <summary>
/// Truth lists: for each product all others are ranked, and those known to be bought together with it but not viewed instead of it
/// should come first. The models see purchases only. Options are searched on the last part of the purchases, never on the truth.
/// </summary>
/// <param name="purchases">A row a buyer, oldest first, with times.</param>
/// <param name="truth">What is known of the products.</param>
public sealed class RelationEvaluation(Histories purchases, RelationFile truth, EvaluationPlan plan, IEvaluationProgress progress)
{
    // Lists as long as a shelf.
    private const int Shelf = 20;

    private static readonly RankMetric Measure = RankMetric.HitRate(Shelf);

    /// <exception cref="TrainingDataException">No product has a complement that is not a substitute, or there are no pairs of later purchases to search on.</exception>
    public EvaluationReport Run(CancellationToken cancel)
    {
        var truths = RelationTruth.Of(truth.Complements, truth.Substitutes);
        if (truths.Count == 0) throw new TrainingDataException("No product of the truth has a complement that is not a substitute; there is nothing to look for.");
        var split = PurchaseSplit.ByTime(purchases, PurchaseSplit.Later);
        if (plan.Trials > 1 && split.Questions.Queries.Count == 0)
            throw new TrainingDataException("The later purchases hold no two products that one buyer bought together, so nothing can be searched on them. Give --trials 1 to use the defaults.");
        var tuning = new Tuning(split.Questions, Measure, plan, progress, cancel);
        var options = tuning.Best("complements", new ComplementOptions(), SearchSpaces.Complements, o => ComplementModel.Fit(split.Earlier, o, plan.Threads, null, cancel));
        var substitutes = SubstituteModel.Fit(purchases, new SubstituteOptions { Contexts = options }, plan.Threads, cancel);
        var complements = ComplementModel.Fit(purchases, options, plan.Threads, progress.Begin("Fitting complements", purchases.ItemCount), cancel).Without(substitutes.Lists);
        IModel[] models = [PopularityModel.Fit(purchases), ItemKnnModel.Fit(purchases, new ItemKnnOptions(), plan.Threads, null, cancel), complements];
        var questions = truths.Questions;
        var bootstrap = new Bootstrap(questions, plan.Draws, plan.Seed);
        var reports = models.Select(m => MethodReport.Of(
            m.Name, Evaluator.Rank(m, questions, truths.Targets, plan.Threads, progress.Begin($"Ranking by {m.Name}", truths.Count), cancel), bootstrap)).ToList();
        return new EvaluationReport(
            "none: fitted on all purchases; the truth lists are no purchases, and no model sees them",
            $"all {Math.Max(purchases.ItemCount, questions.Histories.ItemCount)} items but the one asked about, ties against the model",
            $"options of complements by {Measure.Name} on pairs of the last {PurchaseSplit.Later:P0} of the purchases, {plan.Trials} trials, seed {plan.Seed}; item-knn is the cosine with shrinkage {new ItemKnnOptions().Shrink:0}; substitutes with their defaults",
            [new EvaluationPart("", "complements that are not substitutes", truths.Count, reports)])
        {
            Facts = Facts(complements.Lists, substitutes.Lists, reports),
        };
    }

    private Dictionary<string, double> Facts(ItemLists crossSell, ItemLists reSell, List<MethodReport> reports)
    {
        var wrong = RelationTruth.Of(truth.Substitutes, truth.Complements);
        var (cross, again) = (wrong.ShareIn(crossSell, Shelf), wrong.ShareIn(reSell, Shelf));
        var (neighbours, found) = (reports[1].Figures["recall@20"].Value, reports[2].Figures["recall@20"].Value);
        return new Dictionary<string, double>
        {
            ["recall@20 of complements as a multiple of item-knn's"] = neighbours > 0 ? found / neighbours : 0,
            ["share of substitutes that are not complements in cross_sell lists"] = cross,
            ["share of substitutes that are not complements in re_sell lists"] = again,
            ["share in cross_sell lists as a multiple of that in re_sell lists"] = again > 0 ? cross / again : 0,
            ["items with a cross_sell list"] = Enumerable.Range(0, crossSell.Count).Count(i => !crossSell.ItemsOf(i).IsEmpty),
            ["items with a re_sell list"] = Enumerable.Range(0, reSell.Count).Count(i => !reSell.ItemsOf(i).IsEmpty),
        };
    }
}
