using Recs.Training.Models.SessionNeighbours;

namespace Recs.Training.Tests.Models;

public sealed class SessionKnnModelTests
{
    private static readonly SessionKnnOptions Plain = new() { Rarity = 0, StepWeight = 0 };

    [Fact]
    public void What_sessions_with_the_same_item_held_is_proposed()
    {
        var scores = Scores(Plain, [0], [0, 1], [0, 2], [3, 2]);
        Assert.Equal([2f, 1f, 1f, 0f], scores);
    }

    [Fact]
    public void Of_too_many_sessions_the_newest_count()
    {
        var scores = Scores(Plain with { Sessions = 1 }, [0], [0, 1], [0, 2], [3, 2]);
        Assert.Equal([1f, 0f, 1f, 0f], scores);
    }

    [Fact]
    public void Of_too_many_neighbours_the_most_like_count()
    {
        var scores = Scores(Plain with { Neighbours = 1 }, [3, 0], [3, 0, 1], [0, 2]);
        Assert.True(scores[1] > 0 && scores[2] == 0);
    }

    [Fact]
    public void A_newer_item_of_the_session_counts_more()
    {
        var scores = Scores(Plain, [0, 1], [0, 2], [1, 3]);
        Assert.Equal(0.5f, scores[2]);
        Assert.Equal(1f, scores[3]);
    }

    [Fact]
    public void A_rare_item_counts_more_and_one_found_farther_back_less()
    {
        int[][] sessions = [[0, 1], [0, 2], [3, 1], [3, 1]];
        Assert.True(Scores(Plain with { Rarity = 1 }, [0], sessions) is var rare && rare[2] > rare[1]);
        var near = Scores(Plain with { StepWeight = 0.2, LastItems = 2 }, [0, 3], sessions);
        Assert.Equal(0.5f * 0.8f, near[2], 5);
    }

    private static float[] Scores(SessionKnnOptions options, int[] history, params int[][] sessions)
    {
        var scores = new float[4];
        SessionKnnModel.Fit(Given.Rows(4, sessions), options).CreateScorer().Score(history, scores);
        return scores;
    }
}
