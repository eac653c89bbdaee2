namespace Recs.Training.Evaluation.Metrics;

/// <summary>A figure of one question with one true item, from the item's rank. The mean over questions is reported.</summary>
/// <param name="Name">As reports print it: <c>hr@10</c>.</param>
/// <param name="Of">The figure of a rank from 1; 0 beyond the cut.</param>
public sealed record RankMetric(string Name, Func<int, double> Of)
{
    /// <summary>The true item is among the first k: hit rate, which with one true item is recall as well.</summary>
    public static RankMetric HitRate(int k) => new($"hr@{k}", rank => rank <= k ? 1 : 0);

    /// <summary>Discounted gain 1 / log₂(1 + rank): with one true item the ideal gain is 1 (Järvelin &amp; Kekäläinen, 2002).</summary>
    public static RankMetric Ndcg(int k) => new($"ndcg@{k}", rank => rank <= k ? 1 / Math.Log2(1 + rank) : 0);

    /// <summary>Reciprocal rank 1 / rank: with one true item average precision as well.</summary>
    public static RankMetric Mrr(int k) => new($"mrr@{k}", rank => rank <= k ? 1.0 / rank : 0);

    /// <summary>All at 5, 10 and 20. With one true item recall is the hit rate and average precision the reciprocal rank; they stand under both names.</summary>
    public static IReadOnlyList<RankMetric> Usual { get; } =
        [.. new[] { 5, 10, 20 }.SelectMany(k => new[] { HitRate(k), Ndcg(k), Mrr(k), HitRate(k) with { Name = $"recall@{k}" }, Mrr(k) with { Name = $"map@{k}" } })];
}
