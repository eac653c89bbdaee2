using Recs.Training.Evaluation.Metrics;

namespace Recs.Training.Tests.Evaluation;

public sealed class ListMetricTests
{
    // Three true items at places 2, 4 and 30.
    private static readonly int[] Ranks = [2, 4, 30];

    [Fact]
    public void Recall_is_the_share_of_the_true_items_that_is_found() => Assert.Equal(2 / 3.0, ListMetric.Recall(5).Of(Ranks), 12);

    [Fact]
    public void Average_precision_is_that_at_the_places_of_true_items() => Assert.Equal(((1 / 2.0) + (2 / 4.0)) / 3, ListMetric.Map(5).Of(Ranks), 12);

    [Fact]
    public void The_gain_is_held_against_the_best_that_could_be() => Assert.Equal(
        ((1 / Math.Log2(3)) + (1 / Math.Log2(5))) / (1 + (1 / Math.Log2(3)) + (1 / Math.Log2(4))), ListMetric.Ndcg(5).Of(Ranks), 12);

    [Fact]
    public void The_first_true_item_gives_hit_and_reciprocal_rank()
    {
        Assert.Equal(0.5, ListMetric.Mrr(5).Of(Ranks), 12);
        Assert.Equal((0, 1), (ListMetric.HitRate(1).Of(Ranks), ListMetric.HitRate(2).Of(Ranks)));
    }

    [Fact]
    public void With_one_true_item_recall_is_the_hit_rate_and_average_precision_the_reciprocal_rank()
    {
        foreach (var rank in new[] { 1, 3, 20, 21 })
        {
            Assert.Equal(RankMetric.HitRate(20).Of(rank), ListMetric.Recall(20).Of([rank]));
            Assert.Equal(RankMetric.Mrr(20).Of(rank), ListMetric.Map(20).Of([rank]), 12);
            Assert.Equal(RankMetric.Ndcg(20).Of(rank), ListMetric.Ndcg(20).Of([rank]), 12);
        }
    }
}
