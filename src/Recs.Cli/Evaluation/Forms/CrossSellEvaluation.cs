using Recs.Cli.OnlineRetail.Catalogue;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Snapshots;
using Recs.Training.Data;
using Recs.Training.Evaluation;
using Recs.Training.Models;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.Popularity;

namespace Recs.Cli.Evaluation.Forms;

/// <summary>
/// How often the form <c>cross_sell</c>, given the rest of a real basket as the cart, finds the product that is hidden, beside
/// item neighbours and popularity. All count the same baskets before one day.
/// </summary>
internal sealed class CrossSellEvaluation(RetailBaskets baskets, int seed, TimeProvider clock, IProgressDisplay progress)
{
    private const int Partitions = 16;

    // Beyond every cut that is reported.
    private const int Limit = 20;

    public EvaluationReport Run(CancellationToken cancel)
    {
        var hidden = baskets.Hide(seed);
        var items = new ItemVocabulary();
        var train = Rows(baskets.Before.Select(RetailBaskets.ItemsOf), items);
        var test = Rows(hidden.Select(h => (IReadOnlyList<string>)[.. h.Cart, h.Hidden]), items);
        var questions = QuerySet.LastItems(test, least: 2);
        var bootstrap = new Bootstrap(questions, new EvaluationPlan().Draws, seed);
        (string Name, IModel Model)[] baselines =
        [
            ("popularity", PopularityModel.Fit(train)), ("item-knn", Neighbours(train, cancel)),
            ("item-knn, customers", Neighbours(Rows(baskets.Before.Where(b => b.Customer is not null).Select(RetailBaskets.ItemsOf), items), cancel)),
        ];
        var reports = baselines.Select(b => MethodReport.Of(
            b.Name, Evaluator.Rank(b.Model, questions, Environment.ProcessorCount, progress.Begin($"Ranking by {b.Name}", hidden.Count), cancel), bootstrap)).ToList();
        reports.Add(MethodReport.Of(RecommendationForm.CrossSell.Name(), Ranks(hidden, cancel), bootstrap));
        var plan = new EvaluationPlan { Seed = seed };
        var trained = TrainedCrossSell.Fit(baskets.Before, items, plan, new EvaluationProgress(progress), cancel);
        reports.Add(MethodReport.Of(TrainedCrossSell.Name, Evaluator.Rank(trained, questions, plan.Threads, null, cancel), bootstrap));
        var (neighbours, form) = (Math.Max(reports[1].Figures["hr@10"].Value, reports[2].Figures["hr@10"].Value), reports[3].Figures["hr@10"].Value);
        var learned = reports[4].Figures["hr@10"].Value;
        return new EvaluationReport(
            $"by time: {baskets.Before.Count} baskets before the day are counted, then nothing more",
            "all products sold before the day that are not in the cart, ties against the baselines",
            $"item-knn is the cosine with shrinkage 10 over all pairs of all baskets, or of known customers' (the large baskets of nobody blur it), {RecommendationForm.CrossSell.Name()} the live counts of {Partitions} partitions with what it never returns left out; {TrainedCrossSell.Words(plan)}",
            [new EvaluationPart("", $"one product of each later basket of a known customer hidden, seed {seed}", hidden.Count, reports)])
        {
            Facts = new Dictionary<string, double>
            {
                ["hr@10 of cross_sell as a multiple of the better item-knn's"] = neighbours > 0 ? form / neighbours : 0,
                ["hr@10 of trained cross_sell as a multiple of the better item-knn's"] = neighbours > 0 ? learned / neighbours : 0,
            },
        };
    }

    private static ItemKnnModel Neighbours(Histories train, CancellationToken cancel) =>
        ItemKnnModel.Fit(train, new ItemKnnOptions { Neighbours = Math.Max(1, train.ItemCount) }, Environment.ProcessorCount, null, cancel);

    private int[] Ranks(IReadOnlyList<HiddenBasket> hidden, CancellationToken cancel)
    {
        var snapshot = Count(cancel);
        var recommender = new Recommender(RecommenderOptions.Default, [], clock);
        var (ranks, done) = (new int[hidden.Count], progress.Begin("Asking for cross_sell", hidden.Count));
        for (var q = 0; q < ranks.Length; q++)
        {
            cancel.ThrowIfCancellationRequested();
            var request = new RecommendationRequest(RecommendationForm.CrossSell) { Cart = [.. hidden[q].Cart.Select(i => new ItemId(i))], Limit = Limit };
            var list = recommender.Recommend(request, visitor: null, snapshot).Items;
            ranks[q] = 1;
            while (ranks[q] <= list.Count && list[ranks[q] - 1].Item.Id.Value != hidden[q].Hidden) ranks[q]++;
            if (ranks[q] > list.Count) ranks[q] = int.MaxValue;
            done.Report(q + 1);
        }

        return ranks;
    }

    private SiteSnapshot Count(CancellationToken cancel)
    {
        var history = new CountedHistory(Partitions);
        foreach (var item in baskets.Items) history.Put(item);
        var done = progress.Begin("Counting baskets", baskets.Before.Count);
        for (var i = 0; i < baskets.Before.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var invoice = baskets.Before[i];
            var order = new OrderCompleted(
                new EventHeader(invoice.Number, invoice.Time) { Trusted = true, OfUser = true }, invoice.Number, RetailCatalogue.Currency, invoice.Lines.Sum(l => l.Amount),
                [.. invoice.Lines.Select(l => new ItemLine(new ItemId(l.ItemId)) { Quantity = l.Quantity, Price = l.Price })]);
            if (invoice.Customer is { } customer) history.Apply(new VisitorId(customer), order);
            else history.Apply(order);
            done.Report(i + 1);
        }

        return history.Snapshot();
    }

    private static Histories Rows(IEnumerable<IReadOnlyList<string>> rows, ItemVocabulary vocabulary)
    {
        var (starts, items) = (new List<int> { 0 }, new List<int>());
        foreach (var row in rows)
        {
            foreach (var item in row) items.Add(vocabulary.Add(item));
            starts.Add(items.Count);
        }

        return new Histories([.. starts], [.. items], vocabulary.Count);
    }
}
