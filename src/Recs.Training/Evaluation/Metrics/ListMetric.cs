namespace Recs.Training.Evaluation.Metrics;

/// <summary>A figure of one question with several true items, from their ranks. The mean over questions is reported.</summary>
/// <param name="Name">As reports print it: <c>recall@20</c>.</param>
/// <param name="Of">The figure of the ranks from 1, ascending, one per true item.</param>
public sealed record ListMetric(string Name, Func<int[], double> Of)
{
    /// <summary>The share of the true items among the first k.</summary>
    public static ListMetric Recall(int k) => new($"recall@{k}", ranks => (double)Found(ranks, k) / ranks.Length);

    /// <summary>Any true item is among the first k.</summary>
    public static ListMetric HitRate(int k) => new($"hr@{k}", ranks => Found(ranks, k) > 0 ? 1 : 0);

    /// <summary>Discounted gain against the best that k places allow (Järvelin &amp; Kekäläinen, 2002).</summary>
    public static ListMetric Ndcg(int k) => new($"ndcg@{k}", ranks =>
        Gain(ranks.Take(Found(ranks, k))) / Gain(Enumerable.Range(1, Math.Min(k, ranks.Length))));

    /// <summary>Mean of the precisions at the places of true items, of as many as k places can hold.</summary>
    public static ListMetric Map(int k) => new($"map@{k}", ranks =>
        ranks.Take(Found(ranks, k)).Select((rank, before) => (before + 1.0) / rank).Sum() / Math.Min(k, ranks.Length));

    /// <summary>One divided by the first true item's rank.</summary>
    public static ListMetric Mrr(int k) => new($"mrr@{k}", ranks => ranks[0] <= k ? 1.0 / ranks[0] : 0);

    /// <summary>All of them at 5, 10 and 20.</summary>
    public static IReadOnlyList<ListMetric> Usual { get; } =
        [.. new[] { 5, 10, 20 }.SelectMany(k => new[] { HitRate(k), Ndcg(k), Mrr(k), Recall(k), Map(k) })];

    private static int Found(int[] ranks, int k)
    {
        var found = 0;
        while (found < ranks.Length && ranks[found] <= k) found++;
        return found;
    }

    private static double Gain(IEnumerable<int> ranks) => ranks.Sum(rank => 1 / Math.Log2(1 + rank));
}
