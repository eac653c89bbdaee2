using Recs.Training.Data;
using Recs.Training.Evaluation;
using Recs.Training.Evaluation.Metrics;

namespace Recs.Cli.Evaluation.Forms;

/// <summary>
/// Which product of the clothing shop is clicked next, by every method that needs nobody to be recognised. What the data tell of the
/// products may be used; a second click on the same product is no question.
/// </summary>
internal static class NextClickEvaluation
{
    // The part of the earlier sessions on which options are searched: the newest.
    private const double Validation = 0.1;

    /// <exception cref="CliException">There are not enough sessions before or after the day.</exception>
    public static EvaluationReport Run(ClothingClicks clicks, DateOnly from, EvaluationPlan plan, IEvaluationProgress progress, CancellationToken cancel)
    {
        var items = new ItemVocabulary();
        var features = new ItemFeatures();
        foreach (var model in clicks.Models.Values) features.Set(items.Add(model.Id.Value), ItemFeatures.WordsOf(model.Category, null, null, model.Attributes));
        var earlier = Rows(clicks.Sessions.Where(s => s.Day < from).OrderBy(s => s.Day), items);
        var later = Rows(clicks.Sessions.Where(s => s.Day >= from), items);
        var kept = (int)(earlier.Count * (1 - Validation));
        if (kept == 0 || kept == earlier.Count || later.Count == 0)
            throw new CliException(ExitCodes.Failed, $"At least two sessions before {from:yyyy-MM-dd} and one from that day on were expected; {earlier.Count} and {later.Count} were found. Choose another day with --from.");
        return new SessionEvaluation(earlier.Rows(0, kept), earlier.Rows(kept, earlier.Count - kept), later, plan, progress)
        {
            Measure = RankMetric.HitRate(10),
            Repeats = false,
            Features = features,
            Split = $"by time: {kept} sessions are train, the {earlier.Count - kept} after them up to {from:yyyy-MM-dd} validation, {later.Count} from that day on the test",
        }.Run(cancel);
    }

    private static Histories Rows(IEnumerable<(DateOnly Day, IReadOnlyList<string> Clicks)> sessions, ItemVocabulary vocabulary)
    {
        var (starts, items) = (new List<int> { 0 }, new List<int>());
        foreach (var (_, clicks) in sessions)
        {
            foreach (var item in clicks) items.Add(vocabulary.Add(item));
            starts.Add(items.Count);
        }

        return new Histories([.. starts], [.. items], vocabulary.Count);
    }
}
