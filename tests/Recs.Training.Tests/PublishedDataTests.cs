using Recs.TestKit;
using Recs.Training.Data;
using Recs.Training.Evaluation;

namespace Recs.Training.Tests;

/// <summary>The bar on public data, with small budgets of search; the options come from the search alone.</summary>
public sealed class PublishedDataTests
{
    private static readonly EvaluationPlan Plan = new() { Trials = 10, Draws = 50 };

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
