using Recs.Training.Models.NextItems;

namespace Recs.Training.Tests.Models;

public sealed class NextItemModelTests
{
    [Fact]
    public void Scores_are_those_of_the_formula()
    {
        // 0 → 1 → 2 twice, 0 → 2 once; half a count for each of three items.
        var options = new NextItemOptions { Ages = 1, Weight = 0.5, LastShrink = 2, Shrink = 4, Seen = 0.5 };
        var model = NextItemModel.Fit(Given.Rows(3, [0, 1, 2], [0, 1, 2], [0, 2]), options);
        var scores = new float[3];
        model.CreateScorer().Score([0, 1], scores);
        var share = 3.5 / 9.5;
        Assert.Equal(Math.Log(share) + Math.Log(1 + (2 / (2 * share))) + (0.5 * Math.Log(1 + (2 / (4 * share)))), scores[2], 4);
        Assert.Equal(Math.Log(share) + Math.Log(0.5), scores[0], 4);
    }

    [Fact]
    public void The_item_before_the_last_tells_two_ways_apart()
    {
        // After 4 comes 2 for those who came from 0, and 3 for those who came from 1.
        var model = NextItemModel.Fit(Given.Rows(5, [0, 4, 2], [1, 4, 3], [0, 4, 2], [1, 4, 3]), new NextItemOptions());
        var scores = new float[5];
        model.CreateScorer().Score([0, 4], scores);
        Assert.True(scores[2] > scores[3]);
        model.CreateScorer().Score([1, 4], scores);
        Assert.True(scores[3] > scores[2]);
    }

    [Fact]
    public void Repeats_count_once()
    {
        var (once, often) = (new float[3], new float[3]);
        NextItemModel.Fit(Given.Rows(3, [0, 1, 2]), new NextItemOptions()).CreateScorer().Score([0, 1], once);
        NextItemModel.Fit(Given.Rows(3, [0, 0, 1, 1, 1, 2]), new NextItemOptions()).CreateScorer().Score([0, 0, 1, 1], often);
        Assert.Equal(once, often);
    }
}
