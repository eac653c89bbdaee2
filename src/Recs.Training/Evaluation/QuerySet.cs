using Recs.Training.Data;
using Recs.Training.Data.Interactions;

namespace Recs.Training.Evaluation;

/// <summary>What may not be ranked beside the true item.</summary>
public enum Exclusion
{
    /// <summary>Items of the history; for shops in which few things are bought twice.</summary>
    History,

    /// <summary>The last item of the history only; in a session people go back.</summary>
    CurrentItem,
}

/// <summary>One question: after the first items of a row, which item comes?</summary>
/// <param name="Row">The row of the histories.</param>
/// <param name="Length">How many of its items are known.</param>
/// <param name="Target">The item that came; may be one no model has seen.</param>
public readonly record struct Query(int Row, int Length, int Target);

/// <summary>Questions over histories, answered by ranking the full catalogue.</summary>
/// <param name="Histories">Their rows.</param>
/// <param name="Queries">The questions; those of one row stand together.</param>
/// <param name="Excluded">What is not ranked.</param>
public sealed record QuerySet(Histories Histories, IReadOnlyList<Query> Queries, Exclusion Excluded)
{
    /// <summary>The known part of a question.</summary>
    public ReadOnlySpan<int> HistoryOf(Query query) => Histories[query.Row][..query.Length];

    /// <summary>So many of the questions, drawn without replacement, in their order; all of them where there are no more.</summary>
    public QuerySet Sample(int most, int seed)
    {
        if (Queries.Count <= most) return this;
        // Selection sampling (Knuth, volume 2, algorithm 3.4.2 S).
        var (random, kept) = (new Random(seed), new List<Query>(most));
        for (var q = 0; kept.Count < most; q++)
        {
            if (random.Next(Queries.Count - q) < most - kept.Count) kept.Add(Queries[q]);
        }

        return this with { Queries = kept };
    }

    /// <summary>The last item of every row after all before it, for rows of at least so many items.</summary>
    public static QuerySet LastItems(Histories histories, int least)
    {
        var queries = new List<Query>();
        for (var row = 0; row < histories.Count; row++)
        {
            var length = histories.LengthOf(row);
            if (length >= least) queries.Add(new Query(row, length - 1, histories[row][^1]));
        }

        return new QuerySet(histories, queries, Exclusion.History);
    }

    /// <summary>Every item of a row from a time on, after all before it, but none that came at the same moment as the one before, as the lines of one order do; rows need times.</summary>
    /// <param name="histories">The rows.</param>
    /// <param name="from">Unix milliseconds.</param>
    public static QuerySet NextItems(Histories histories, long from)
    {
        var queries = new List<Query>();
        for (var row = 0; row < histories.Count; row++)
        {
            var items = histories[row];
            var times = histories.TimesOf(row);
            for (var k = Math.Max(1, TimeSplit.CountBefore(histories, row, from)); k < items.Length; k++)
            {
                if (times[k] > times[k - 1]) queries.Add(new Query(row, k, items[k]));
            }
        }

        return new QuerySet(histories, queries, Exclusion.CurrentItem);
    }

    /// <summary>Every next item within every row.</summary>
    public static QuerySet NextItems(Histories histories)
    {
        var queries = new List<Query>();
        for (var row = 0; row < histories.Count; row++)
        {
            var items = histories[row];
            for (var k = 1; k < items.Length; k++) queries.Add(new Query(row, k, items[k]));
        }

        return new QuerySet(histories, queries, Exclusion.CurrentItem);
    }
}
