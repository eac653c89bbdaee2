using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.UpSell;
using Recs.Training.Data;
using Recs.Training.Evaluation;
using Recs.Training.Models;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.Transitions;

namespace Recs.Cli.Evaluation.Forms;

/// <summary>
/// How often the form <c>up_sell</c>, given the product somebody looks at, finds the dearer one of the same category that is
/// clicked next, beside transitions and popularity, which rank the very products that the form may return.
/// </summary>
internal sealed class UpSellEvaluation(ClothingClicks clicks, DateOnly from, TimeProvider clock, IProgressDisplay progress)
{
    private const int Partitions = 16;

    private readonly ItemVocabulary _items = new();
    private readonly Dictionary<int, IReadOnlyList<int>> _lists = [];

    public EvaluationReport Run(CancellationToken cancel)
    {
        var (before, later) = (clicks.Sessions.Where(s => s.Day < from).ToList(), clicks.Sessions.Where(s => s.Day >= from).ToList());
        var train = Rows(before);
        var test = Rows(later);
        var next = QuerySet.NextItems(test).Queries.Where(q => test[q.Row][q.Length - 1] != q.Target).ToList();
        var questions = new QuerySet(test, [.. next.Where(q => IsDearer(test[q.Row][q.Length - 1], q.Target))], Exclusion.CurrentItem);
        if (questions.Queries.Count == 0) throw new CliException(ExitCodes.Failed, $"From {from:yyyy-MM-dd} on nobody has clicked on something dearer of the same category. Choose an earlier day with --from.");
        var candidates = Candidates(Count(before, cancel), questions, cancel);

        IModel[] models = [PopularityModel.Fit(train), TransitionModel.Fit(train, new TransitionOptions { LastItems = 1 }, Environment.ProcessorCount, null, cancel)];
        var bootstrap = new Bootstrap(questions, new EvaluationPlan().Draws);
        var reports = models.Select(m => MethodReport.Of(m.Name, Ranks(m, questions, candidates), bootstrap)).ToList();
        reports.Add(MethodReport.Of(RecommendationForm.UpSell.Name(), [.. questions.Queries.Select((q, i) => Place(candidates[i], q.Target))], bootstrap));
        return new EvaluationReport(
            $"by time: {before.Count} sessions before {from:yyyy-MM-dd} are counted, then nothing more",
            "the products that up_sell may return for the last click (its band, the cap of the category, at least as well liked), ties against the baselines",
            $"nothing; up_sell is made of the live counts of {Partitions} partitions, without a visitor",
            [new EvaluationPart("", $"next clicks that are 10 to 60 % dearer in the same category, of {next.Count:N0} next clicks", questions.Queries.Count, reports)])
        {
            Facts = new Dictionary<string, double>
            {
                ["share of true clicks among the candidates"] = questions.Queries.Select((q, i) => candidates[i].Contains(q.Target) ? 1.0 : 0).Average(),
                ["mean number of candidates"] = candidates.Average(c => c.Count),
            },
        };
    }

    private bool IsDearer(int item, int other)
    {
        var (a, b) = (clicks.Models[_items.Ids[item]], clicks.Models[_items.Ids[other]]);
        var band = new UpSellOptions();
        return a.Category == b.Category && b.Price >= a.Price * (1 + band.MinRise) && b.Price <= a.Price * (1 + band.MaxRise);
    }

    // In the order of the form's list, which holds all that it may return.
    private IReadOnlyList<int>[] Candidates(SiteSnapshot snapshot, QuerySet questions, CancellationToken cancel)
    {
        var recommender = new Recommender(RecommenderOptions.Default, [], clock);
        var done = progress.Begin("Asking for up_sell", questions.Queries.Count);
        return [.. questions.Queries.Select((query, i) =>
        {
            cancel.ThrowIfCancellationRequested();
            done.Report(i + 1);
            var item = questions.Histories[query.Row][query.Length - 1];
            if (_lists.TryGetValue(item, out var known)) return known;
            var request = new RecommendationRequest(RecommendationForm.UpSell) { Item = new ItemId(_items.Ids[item]), Limit = RecommendationRequest.MaxLimit };
            return _lists[item] = [.. recommender.Recommend(request, visitor: null, snapshot).Items.Select(r => _items.Add(r.Item.Id.Value))];
        })];
    }

    private static int[] Ranks(IModel model, QuerySet questions, IReadOnlyList<int>[] candidates)
    {
        var (scorer, scores, ranks) = (model.CreateScorer(), new float[model.ItemCount], new int[candidates.Length]);
        for (var q = 0; q < ranks.Length; q++)
        {
            var query = questions.Queries[q];
            scorer.Score(questions.HistoryOf(query), scores);
            ranks[q] = candidates[q].Contains(query.Target) ? candidates[q].Count(c => scores[c] >= scores[query.Target]) : int.MaxValue;
        }

        return ranks;
    }

    private static int Place(IReadOnlyList<int> list, int target)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == target) return i + 1;
        }

        return int.MaxValue;
    }

    private SiteSnapshot Count(List<(DateOnly Day, IReadOnlyList<string> Clicks)> sessions, CancellationToken cancel)
    {
        var history = new CountedHistory(Partitions);
        foreach (var model in clicks.Models.Values)
            history.Put(new CatalogItem(model.Id, model.Id.Value) { Category = model.Category, Price = model.Price, Currency = "USD" });
        var done = progress.Begin("Counting clicks", sessions.Count);
        for (var s = 0; s < sessions.Count; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var time = Instant.From(new DateTimeOffset(sessions[s].Day, TimeOnly.MinValue, TimeSpan.Zero));
            var visitor = new VisitorId($"session-{s}");
            foreach (var click in sessions[s].Clicks)
            {
                // The data set tells the order of the clicks and no times.
                time += TimeSpan.FromSeconds(10);
                history.Apply(visitor, new ProductViewed(new EventHeader($"{s}:{time.UnixMilliseconds}", time), new ItemLine(new ItemId(click))));
            }

            done.Report(s + 1);
        }

        return history.Snapshot();
    }

    private Histories Rows(List<(DateOnly Day, IReadOnlyList<string> Clicks)> sessions)
    {
        var (starts, items) = (new List<int> { 0 }, new List<int>());
        foreach (var (_, row) in sessions)
        {
            foreach (var click in row) items.Add(_items.Add(click));
            starts.Add(items.Count);
        }

        return new Histories([.. starts], [.. items], clicks.Models.Count);
    }
}
