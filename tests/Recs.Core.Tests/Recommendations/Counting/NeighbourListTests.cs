using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Tests.Recommendations.Counting;

public sealed class NeighbourListTests
{
    private static readonly CountingOptions Two = new() { CoPurchaseNeighbours = 2, NeighbourHalfLife = TimeSpan.FromDays(90) };

    [Fact]
    public void Evicts_the_lightest_for_a_heavier_newcomer()
    {
        var counted = new Counted(Two).Apply(
            Given.Order("1", ["A", "B"]),
            Given.Order("2", ["A", "C", "B"]),
            Given.Order("3", ["A", "D"]));
        Assert.Equal(2u, counted.Pair(CounterKind.CoPurchases, "A", "B").Count);
        Assert.Equal(0u, counted.Pair(CounterKind.CoPurchases, "A", "C").Count);
        Assert.Equal(1u, counted.Pair(CounterKind.CoPurchases, "A", "D").Count);
    }

    [Fact]
    public void A_newcomer_lighter_than_all_does_not_get_in_but_counts_in_the_total()
    {
        var counted = new Counted(Two).Apply(Given.Order("1", ["A", "B"]), Given.Order("2", ["A", "C"]));
        var before = counted.Neighbours(CounterKind.CoPurchases, "A").Total;
        counted.Apply(Given.Order("3", ["A", "D", "E", "F"]));
        var after = counted.Neighbours(CounterKind.CoPurchases, "A");
        Assert.Equal(new[] { Given.Hash("B"), Given.Hash("C") }.Order(), after.Keys.ToArray().Order());
        Assert.Equal(1.5, after.Total / before, 6);
    }

    [Fact]
    public void Of_equally_light_ones_the_greatest_key_goes()
    {
        var counted = new Counted(Two).Apply(Given.Order("1", ["A", "B"]), Given.Order("2", ["A", "C"]), Given.Order("3", ["A", "D"]));
        var stays = Math.Min(Given.Hash("B"), Given.Hash("C"));
        Assert.Equal(new[] { stays, Given.Hash("D") }.Order(), counted.Neighbours(CounterKind.CoPurchases, "A").Keys.ToArray().Order());
    }

    [Fact]
    public void Old_evidence_makes_room_for_new()
    {
        var year = Given.Start + TimeSpan.FromDays(365);
        var counted = new Counted(Two).Apply(Given.Order("1", ["A", "B"]), Given.Order("2", ["A", "B"]), Given.Order("3", ["A", "C"]));
        counted.Apply(Given.Order("4", ["A", "D"], year), Given.Order("5", ["A", "E"], year));
        Assert.Equal(0u, counted.Pair(CounterKind.CoPurchases, "A", "B").Count);
    }

    [Fact]
    public void Weights_keep_their_proportion_over_decades()
    {
        var counted = new Counted(Two);
        foreach (var year in new[] { 0, 20, 20, 40 })
            counted.Apply(Given.Order($"{year}", ["A", year == 40 ? "C" : "B"], Given.Start + TimeSpan.FromDays(year * 365)));
        var (bees, b) = counted.Pair(CounterKind.CoPurchases, "A", "B");
        var (_, c) = counted.Pair(CounterKind.CoPurchases, "A", "C");
        Assert.Equal(3u, bees);
        Assert.Equal(2 * double.Exp2(-20 * 365 / 90d), b / c, 1e-27);
    }
}
