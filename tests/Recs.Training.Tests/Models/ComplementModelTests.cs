using Recs.Training.Models.Complements;

namespace Recs.Training.Tests.Models;

public sealed class ComplementModelTests
{
    private static readonly ComplementOptions Plain = new() { Across = 0, LineExponent = 0, LengthExponent = 0, SecondHop = 0, Shrink = 0, FromExponent = 0.5, ToExponent = 0.5 };

    [Fact]
    public void Weights_are_those_of_the_formula()
    {
        // 0 and 1 in one basket of two lines, 0 and 2 four days apart.
        var purchases = Given.Purchases(3, [(0, 0), (1, 0), (2, 4)]);
        var options = Plain with { Across = 0.6, DayExponent = 0.5, LengthExponent = 1, Shrink = 2 };
        var lists = ComplementModel.Fit(purchases, options).Lists;
        Assert.Equal([1, 2], lists.ItemsOf(0));
        Assert.Equal(0.5 / (1 + 2), lists.WeightsOf(0)[0], 6);
        Assert.Equal(0.6 * 0.5 / 3 / (1 + 2), lists.WeightsOf(0)[1], 6);
    }

    [Fact]
    public void What_everybody_buys_goes_with_nothing_in_particular()
    {
        // 1 is in every basket, 2 only where 0 is.
        (int, int)[][] baskets = [[(0, 0), (1, 0), (2, 0)], [(0, 0), (1, 0), (2, 0)], [(1, 0), (3, 0)], [(1, 0), (4, 0)], [(1, 0), (5, 0)]];
        var lists = ComplementModel.Fit(Given.Purchases(6, baskets), Plain).Lists;
        Assert.Equal(2, lists.ItemsOf(0)[0]);
    }

    [Fact]
    public void Few_purchases_say_little_and_too_few_nothing()
    {
        // 1 goes with 0 always, once; 2 goes with 0 nearly always, often.
        (int, int)[][] baskets = [[(0, 0), (1, 0)], .. Enumerable.Repeat<(int, int)[]>([(0, 0), (2, 0)], 8), [(2, 0)], [(2, 0)]];
        var shrunk = ComplementModel.Fit(Given.Purchases(3, baskets), Plain with { FromExponent = 0, ToExponent = 1, Shrink = 3 }).Lists;
        Assert.Equal([2, 1], shrunk.ItemsOf(0));
        Assert.Equal([1, 2], ComplementModel.Fit(Given.Purchases(3, baskets), Plain with { FromExponent = 0, ToExponent = 1 }).Lists.ItemsOf(0));
        Assert.Equal([2], ComplementModel.Fit(Given.Purchases(3, baskets), Plain with { Support = 2 }).Lists.ItemsOf(0));
    }

    [Fact]
    public void Complements_of_complements_are_found_where_a_pair_was_never_seen()
    {
        var purchases = Given.Purchases(3, [(0, 0), (1, 0)], [(1, 0), (2, 0)]);
        Assert.Equal([1], ComplementModel.Fit(purchases, Plain).Lists.ItemsOf(0));
        Assert.Equal([1, 2], ComplementModel.Fit(purchases, Plain with { SecondHop = 0.5 }).Lists.ItemsOf(0));
    }

    [Fact]
    public void Old_purchases_count_less_where_a_half_life_is_given()
    {
        (int, int)[][] baskets = [[(0, 0), (1, 0)], [(0, 0), (1, 0)], [(0, 300), (2, 300)]];
        Assert.Equal(1, ComplementModel.Fit(Given.Purchases(3, baskets), Plain).Lists.ItemsOf(0)[0]);
        Assert.Equal(2, ComplementModel.Fit(Given.Purchases(3, baskets), Plain with { HalfLife = 30, ToExponent = 0 }).Lists.ItemsOf(0)[0]);
    }

    [Fact]
    public void Lines_far_apart_in_a_long_basket_belong_together_less()
    {
        var purchases = Given.Purchases(10, [.. Enumerable.Range(0, 10).Select(i => (i, 0))]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], ComplementModel.Fit(purchases, Plain with { LineExponent = 1 }).Lists.ItemsOf(0));
        Assert.Equal(1.0f / 9, ComplementModel.Fit(purchases, Plain with { LineExponent = 1 }).Lists.WeightsOf(0)[8], 5);
    }
}
