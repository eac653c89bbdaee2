using System.Collections.Concurrent;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Search;

namespace Recs.Training.Evaluation;

/// <summary>
/// Searches how two fitted models are fused. Both answer each question once, then every trial fuses the same answers, since the answers
/// cost far more than the fusion. So the trials are drawn beforehand, over the whole range.
/// </summary>
internal static class BlendTuning
{
    private const int Chunk = 64;

    /// <summary>The options by which the questions are answered best; the earlier of equals.</summary>
    public static BlendOptions Best(IModel first, IModel second, QuerySet questions, RankMetric measure, EvaluationPlan plan, IProgress<long> progress, CancellationToken cancel)
    {
        var draws = new Draws(new Random(plan.Seed), anew: 1);
        var trials = new BlendOptions[plan.Trials];
        for (var t = 0; t < trials.Length; t++) trials[t] = t == 0 ? new BlendOptions() : SearchSpaces.Blend(draws, new BlendOptions());
        if (trials.Length == 1 || questions.Queries.Count == 0) return trials[0];
        var ranks = Rank(first, second, questions, trials, plan.Threads, cancel);
        progress.Report(trials.Length);
        return trials.Select((options, t) => (Options: options, Score: ranks.Average(r => measure.Of(r[t])))).MaxBy(t => t.Score).Options;
    }

    private static int[][] Rank(IModel first, IModel second, QuerySet questions, BlendOptions[] trials, int threads, CancellationToken cancel)
    {
        var (ranks, items) = (new int[questions.Queries.Count][], Math.Min(first.ItemCount, second.ItemCount));
        Parallel.ForEach(
            Partitioner.Create(0, ranks.Length, Chunk),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            () => (First: first.CreateScorer(), Second: second.CreateScorer(), A: new float[items], B: new float[items], Spoilt: new float[items], Fused: new float[items], Seen: new bool[questions.Histories.ItemCount]),
            (range, _, scratch) =>
            {
                for (var q = range.Item1; q < range.Item2; q++)
                {
                    var query = questions.Queries[q];
                    var history = questions.HistoryOf(query);
                    scratch.First.Score(history, scratch.A);
                    scratch.Second.Score(history, scratch.B);
                    ranks[q] = new int[trials.Length];
                    for (var t = 0; t < trials.Length; t++)
                    {
                        scratch.A.CopyTo(scratch.Spoilt.AsSpan());
                        BlendModel.Fuse(scratch.Spoilt, scratch.B, trials[t], scratch.Fused);
                        ranks[q][t] = Ranking.RankOf(scratch.Fused, query.Target, history, questions.Excluded, scratch.Seen);
                    }
                }

                return scratch;
            },
            _ => { });
        return ranks;
    }
}
