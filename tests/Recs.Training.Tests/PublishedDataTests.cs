using Recs.TestKit;
using Recs.Training.Data;
using Recs.Training.Evaluation;

namespace Recs.Training.Tests;

/// <summary>The bar on public data, with small budgets of search; the options come from the search alone.</summary>
public sealed class PublishedDataTests
{
    private static readonly EvaluationPlan Plan = new() { Trials = 10, Draws = 50 };

    [Fact]
    public void The_next_item_of_a_sequence_is_found_as_often_as_by_the_best_single_method_published()
    {
        var folder = SharedData.Find("amazon-beauty");
        Assert.SkipWhen(folder is null, "The data sets beside the project are missing.");
        var (histories, _) = SequenceFile.Read(Path.Combine(folder!, "Beauty.txt.gz"));
        var report = new SequenceEvaluation(histories, Plan, new Silence()).Run(TestContext.Current.CancellationToken);
        AssertReached(report.Parts[0], 0.0880, 0.0551);
        AssertReached(report.Parts[1], 0.0990, 0.0630);

        static void AssertReached(EvaluationPart part, double hits, double gain)
        {
            var blend = part.Methods.Single(m => m.Method == "blend").Figures;
            Assert.True(blend["hr@10"].Value >= hits && blend["ndcg@10"].Value >= gain, $"{part.Name}: HR@10 {blend["hr@10"].Value}, NDCG@10 {blend["ndcg@10"].Value}.");
        }
    }

    [Fact]
    public void Complements_are_told_from_substitutes_by_purchases_alone()
    {
        var folder = SharedData.Find("amazon-grocery-relations");
        Assert.SkipWhen(folder is null, "The data sets beside the project are missing.");
        var items = new ItemVocabulary();
        var purchases = PurchaseFile.Read(Path.Combine(folder!, "train.csv.gz"), items);
        var truth = RelationFile.Read(Path.Combine(folder!, "item_meta.csv.gz"), items);
        Assert.Equal((121_892, 8_687), (purchases.Interactions, purchases.ItemCount));
        var report = new RelationEvaluation(purchases, truth, Plan with { Trials = 3, SearchQuestions = 2_000 }, new Silence()).Run(TestContext.Current.CancellationToken);
        var methods = report.Parts[0].Methods.ToDictionary(m => m.Method, m => m.Figures["recall@20"].Value);

        // A baseline that has become weak would make the comparison worthless.
        Assert.InRange(methods["item-knn"], 0.0240, 0.0265);
        Assert.True(methods["complements"] >= 1.15 * methods["item-knn"], $"Recall@20 of complements is {methods["complements"]}, of item neighbours {methods["item-knn"]}.");
        var ratio = report.Facts["share in cross_sell lists as a multiple of that in re_sell lists"];
        Assert.InRange(ratio, 0.01, 0.5);
        Assert.True(report.Facts["items with a re_sell list"] > 200);
    }

    [Fact]
    public void Session_neighbours_reach_what_was_published_for_them()
    {
        var folder = SharedData.Find("serenade-toy");
        Assert.SkipWhen(folder is null, "The data sets beside the project are missing.");
        var items = new ItemVocabulary();
        var parts = new[] { "train", "valid", "test" }.Select(n => SessionFile.Read(Path.Combine(folder!, $"{n}.txt.gz"), items)).ToList();
        var report = new SessionEvaluation(parts[0], parts[1], parts[2], Plan, new Silence()).Run(TestContext.Current.CancellationToken);
        var methods = report.Parts[0].Methods.ToDictionary(m => m.Method, m => m.Figures);
        Assert.Equal(931, report.Parts[0].Questions);
        Assert.True(methods["session-knn"]["mrr@20"].Value >= 0.327, $"MRR@20 is {methods["session-knn"]["mrr@20"].Value}.");
        Assert.True(methods["session-knn"]["hr@20"].Value >= 0.640, $"HitRate@20 is {methods["session-knn"]["hr@20"].Value}.");
    }

    private sealed class Silence : IEvaluationProgress, IProgress<long>
    {
        public IProgress<long> Begin(string what, long total) => this;

        public void Report(long value)
        {
        }
    }
}
