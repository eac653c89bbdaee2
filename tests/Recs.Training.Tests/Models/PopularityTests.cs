using Recs.Training.Models.Popularity;

namespace Recs.Training.Tests.Models;

public sealed class PopularityTests
{
    [Fact]
    public void What_was_taken_one_half_life_before_the_newest_counts_half()
    {
        var model = PopularityModel.Fit(Given.Purchases(2, [(0, 0), (0, 10), (1, 20)]), new PopularityOptions { HalfLife = 10 });
        Assert.Equal([0.75f, 1f], model.Counts.ToArray());
    }

    [Fact]
    public void A_segment_has_its_own_order_and_a_small_one_that_of_everybody()
    {
        var train = Given.Rows(2, [.. Enumerable.Repeat(0, 60)], [.. Enumerable.Repeat(1, 40)], [1]);
        var segments = SegmentPopularity.Fit(train, [0, 1, 2], 3, new PopularityOptions { Shrink = 10 });
        Assert.True(segments[0].Counts[0] > segments[0].Counts[1]);
        Assert.True(segments[1].Counts[1] > segments[1].Counts[0]);
        Assert.True(segments[2].Counts[0] > segments[2].Counts[1], "One interaction turned the order of everybody.");
        Assert.Equal((40 + (10 * 41 / 101.0)) / 50, segments[1].Counts[1], 5);
        Assert.Equal(segments.All.Counts.ToArray(), segments[7].Counts.ToArray());
    }
}
