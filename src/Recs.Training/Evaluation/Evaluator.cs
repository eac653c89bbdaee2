using System.Collections.Concurrent;
using Recs.Training.Models;

namespace Recs.Training.Evaluation;

/// <summary>Ranks the full catalogue for every question.</summary>
public static class Evaluator
{
    private const int Chunk = 64;

    /// <summary>The rank of the true item for every question, from 1; the same for any number of threads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many questions are answered; null: nobody.</param>
    /// <param name="cancel">Stops between questions.</param>
    public static int[] Rank(IModel model, QuerySet questions, int threads, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var ranks = new int[questions.Queries.Count];
        var done = 0L;
        Parallel.ForEach(
            Partitioner.Create(0, ranks.Length, Chunk),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            () => (Scorer: model.CreateScorer(), Scores: new float[model.ItemCount], Seen: new bool[questions.Histories.ItemCount]),
            (range, _, scratch) =>
            {
                for (var q = range.Item1; q < range.Item2; q++)
                {
                    var query = questions.Queries[q];
                    var history = questions.HistoryOf(query);
                    scratch.Scorer.Score(history, scratch.Scores);
                    ranks[q] = Ranking.RankOf(scratch.Scores, query.Target, history, questions.Excluded, scratch.Seen);
                }

                progress?.Report(Interlocked.Add(ref done, range.Item2 - range.Item1));
                return scratch;
            },
            _ => { });
        return ranks;
    }

    /// <summary>The ranks of several true items for every question, ascending.</summary>
    /// <param name="model">The model.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="targets">Beside each question its true items.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="progress">Hears how many questions are answered; null: nobody.</param>
    /// <param name="cancel">Stops between questions.</param>
    public static int[][] Rank(
        IModel model, QuerySet questions, IReadOnlyList<int[]> targets, int threads, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var ranks = new int[questions.Queries.Count][];
        var done = 0L;
        Parallel.ForEach(
            Partitioner.Create(0, ranks.Length, Chunk),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            () => (Scorer: model.CreateScorer(), Scores: new float[model.ItemCount], Seen: new bool[questions.Histories.ItemCount]),
            (range, _, scratch) =>
            {
                for (var q = range.Item1; q < range.Item2; q++)
                {
                    var history = questions.HistoryOf(questions.Queries[q]);
                    scratch.Scorer.Score(history, scratch.Scores);
                    ranks[q] = Array.ConvertAll(targets[q], t => Ranking.RankOf(scratch.Scores, t, questions.HistoryOf(questions.Queries[q]), questions.Excluded, scratch.Seen));
                    Array.Sort(ranks[q]);
                }

                progress?.Report(Interlocked.Add(ref done, range.Item2 - range.Item1));
                return scratch;
            },
            _ => { });
        return ranks;
    }
}
