using Recs.Training.Models.Complements;
using Recs.Training.Models.Substitutes;

namespace Recs.Training.Tests.Models;

public sealed class SubstituteModelTests
{
    // Bread (0) and the two butters (1, 2): everybody buys bread with one of them, and some change from one butter to the other.
    private static readonly (int, int)[][] Butters =
    [
        [(0, 0), (1, 0), (0, 9), (2, 9)], [(0, 0), (2, 0), (0, 9), (1, 9)], [(0, 0), (1, 0), (0, 9), (2, 9)], [(0, 0), (2, 0)], [(0, 0), (1, 0)], [(3, 0), (4, 0)],
    ];

    [Fact]
    public void Products_bought_in_turn_with_the_same_others_are_substitutes()
    {
        var lists = SubstituteModel.Fit(Given.Purchases(5, Butters), new SubstituteOptions()).Lists;
        Assert.Equal([2], lists.ItemsOf(1));
        Assert.Equal([1], lists.ItemsOf(2));
    }

    [Fact]
    public void Products_bought_in_one_basket_more_than_chance_would_are_none()
    {
        // The same buyers, but all at once.
        (int, int)[][] both = [.. Butters.Select(row => row.Select(p => (p.Item1, 0)).ToArray())];
        Assert.Empty(SubstituteModel.Fit(Given.Purchases(5, both), new SubstituteOptions()).Lists.ItemsOf(1).ToArray());
    }

    [Fact]
    public void Products_that_share_too_few_buyers_are_none() =>
        Assert.Empty(SubstituteModel.Fit(Given.Purchases(5, Butters), new SubstituteOptions { Support = 4 }).Lists.ItemsOf(1).ToArray());

    [Fact]
    public void A_complement_list_can_be_had_without_them()
    {
        var purchases = Given.Purchases(5, Butters);
        var all = ComplementModel.Fit(purchases, new ComplementOptions());
        Assert.Contains(2, all.Lists.ItemsOf(1).ToArray());
        var rest = all.Without(SubstituteModel.Fit(purchases, new SubstituteOptions()).Lists).Lists;
        Assert.DoesNotContain(2, rest.ItemsOf(1).ToArray());
        Assert.Contains(0, rest.ItemsOf(1).ToArray());
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var purchases = Given.Timed(Given.Checkerboard());
        var (one, four) = (SubstituteModel.Fit(purchases, new SubstituteOptions(), 1).Lists, SubstituteModel.Fit(purchases, new SubstituteOptions(), 4).Lists);
        for (var item = 0; item < purchases.ItemCount; item++) Assert.Equal(one.WeightsOf(item), four.WeightsOf(item));
    }
}
