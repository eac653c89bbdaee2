using Recs.Training.Models.Transitions;

namespace Recs.Training.Tests.Models;

public sealed class TransitionModelTests
{
    private static readonly TransitionOptions Plain = new()
    {
        GapExponent = 0, LengthExponent = 0, Backward = 0, FromExponent = 0, ToExponent = 0,
    };

    [Fact]
    public void Counts_each_pair_in_its_direction()
    {
        var model = TransitionModel.Fit(Given.Rows(3, [0, 1, 2], [0, 1]), Plain);
        Assert.Equal([1, 2], model.Lists.ItemsOf(0).ToArray());
        Assert.Equal([2f, 1f], model.Lists.WeightsOf(0).ToArray());
        Assert.Equal([2], model.Lists.ItemsOf(1).ToArray());
        Assert.True(model.Lists.ItemsOf(2).IsEmpty);
    }

    [Fact]
    public void A_pair_farther_apart_counts_less_and_one_beyond_the_window_nothing()
    {
        var model = TransitionModel.Fit(Given.Rows(5, [0, 1, 2, 3, 4]), Plain with { GapExponent = 0.5, Window = 3 });
        Assert.Equal([1, 2, 3], model.Lists.ItemsOf(0).ToArray());
        Assert.Equal([1f, (float)Math.Pow(2, -0.5), (float)Math.Pow(3, -0.5)], model.Lists.WeightsOf(0).ToArray());
    }

    [Fact]
    public void Against_the_direction_a_part_counts()
    {
        var model = TransitionModel.Fit(Given.Rows(2, [0, 1]), Plain with { Backward = 0.25 });
        Assert.Equal([0.25f], model.Lists.WeightsOf(1).ToArray());
    }

    [Fact]
    public void Counts_of_both_items_and_the_length_of_the_history_divide()
    {
        var model = TransitionModel.Fit(Given.Rows(3, [0, 1], [0, 1], [2, 0]), Plain with { FromExponent = 0.25, ToExponent = 0.15, LengthExponent = 0.1 });
        var expected = 2 * Math.Pow(2, -0.1) * Math.Pow(3, -0.25) * Math.Pow(2, -0.15);
        Assert.Equal(expected, model.Lists.WeightsOf(0)[0], 6);
    }

    [Fact]
    public void An_item_does_not_follow_itself_and_only_the_best_stay()
    {
        var model = TransitionModel.Fit(Given.Rows(4, [0, 0, 1, 2, 3]), Plain with { GapExponent = 1, Neighbours = 2 });
        Assert.Equal([1, 2], model.Lists.ItemsOf(0).ToArray());
    }

    [Fact]
    public void The_last_item_says_most()
    {
        var model = TransitionModel.Fit(Given.Rows(4, [0, 2], [1, 3]), Plain with { Recency = 0.5 });
        var scores = new float[4];
        model.CreateScorer().Score([0, 1], scores);
        Assert.Equal([0f, 0f, 0.5f, 1f], scores);
    }
}
