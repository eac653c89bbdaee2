using Recs.Training.Evaluation;

namespace Recs.Training.Tests.Evaluation;

public sealed class RankingTests
{
    [Fact]
    public void The_best_item_has_rank_one() => Assert.Equal(1, Rank([0.1f, 0.9f, 0.5f], 1));

    [Fact]
    public void Equal_scores_count_against_the_model()
    {
        Assert.Equal(3, Rank([0.5f, 0.5f, 0.5f, 0.1f], 1));
        Assert.Equal(100, Rank(new float[100], 42));
    }

    [Fact]
    public void Items_of_the_history_are_not_ranked_however_often_they_stand_in_it()
    {
        float[] scores = [9, 8, 7, 6, 5];
        Assert.Equal(5, Rank(scores, 4));
        Assert.Equal(3, Rank(scores, 4, Exclusion.History, 0, 1, 0, 1));
        Assert.Equal(4, Rank(scores, 4, Exclusion.CurrentItem, 0, 1, 0));
    }

    [Fact]
    public void The_true_item_is_ranked_even_where_it_stands_in_the_history() => Assert.Equal(1, Rank([1, 9, 2], 1, Exclusion.History, 1));

    [Fact]
    public void A_score_that_is_no_number_stands_last()
    {
        Assert.Equal(4, Rank([1, 2, float.NaN, 3], 2));
        Assert.Equal(2, Rank([1, 2, float.NaN], 0));
    }

    [Fact]
    public void An_item_the_model_does_not_know_stands_behind_all() => Assert.Equal(4, Ranking.RankOf([1, 2, 3], 7, [], Exclusion.History, new bool[8]));

    [Fact]
    public void Long_rows_are_ranked_as_short_ones()
    {
        var random = new Random(3);
        for (var n = 1; n < 80; n++)
        {
            var scores = Enumerable.Range(0, n).Select(_ => (float)random.Next(6)).ToArray();
            var target = random.Next(n);
            Assert.Equal(scores.Count(s => s >= scores[target]), Rank(scores, target));
        }
    }

    private static int Rank(float[] scores, int target, Exclusion excluded = Exclusion.History, params int[] history)
    {
        var seen = new bool[scores.Length];
        var rank = Ranking.RankOf(scores, target, history, excluded, seen);
        Assert.DoesNotContain(true, seen);
        return rank;
    }
}
