using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Tests.Recommendations.Snapshots;

public sealed class RankingTests
{
    [Fact]
    public void Popularity_is_the_slow_weight_with_ties_by_id()
    {
        using var shop = new Shop().Items("A", "B", "C", "D", "E").Orders(2, "C").Orders(1, "D").Orders(1, "B").Sessions(1, "E");
        var snapshot = shop.Snapshot();
        Assert.Equal(["C", "B", "D", "E"], snapshot.Popularity.Order.ToArray().Select(i => snapshot.Catalog[i].Id.Value));
        Assert.Equal(0.5, snapshot.Popularity.Share(1), 9);
        Assert.Equal(0.05, snapshot.Popularity.Share(4), 9);
    }

    [Fact]
    public void What_was_liked_long_ago_fades()
    {
        using var shop = new Shop().Items("OLD", "NEW").Orders(3, "OLD");
        shop.Now += TimeSpan.FromDays(28);
        shop.Orders(1, "NEW");
        var snapshot = shop.Snapshot();
        Assert.Equal("NEW", snapshot.Catalog[snapshot.Popularity.Order[0]].Id.Value);
        Assert.Equal(0.75, snapshot.Popularity.Share(1), 9);
    }

    [Fact]
    public void Trend_compares_the_last_day_with_what_the_slow_weight_expects()
    {
        using var shop = new Shop().Items("STEADY", "RISING", "QUIET");
        for (var day = 0; day < 60; day++)
        {
            shop.Orders(5, "STEADY").Orders(1, "RISING");
            if (day < 30) shop.Orders(5, "QUIET");
            shop.Now += TimeSpan.FromDays(1);
        }

        shop.Orders(5, "STEADY").Orders(9, "RISING");
        var snapshot = shop.Snapshot();
        Assert.Equal("RISING", snapshot.Catalog[Assert.Single(snapshot.Trending.Order.ToArray())].Id.Value);

        var options = CountingOptions.Default;
        var counts = snapshot[1].Counts;
        Assert.Equal("RISING", snapshot.Catalog[1].Id.Value);
        var usual = snapshot.Totals.Fast.At(shop.Now, options.FastHalfLife) / snapshot.Totals.Slow.At(shop.Now, options.SlowHalfLife);
        var naive = (counts.Fast.At(shop.Now, options.FastHalfLife) + 20) / ((counts.Slow.At(shop.Now, options.SlowHalfLife) * usual) + 20);
        Assert.Equal(naive, snapshot.Trending.Trend(1), 9);
        Assert.True(naive > 1.2);
    }

    [Fact]
    public void A_busy_day_of_the_whole_shop_makes_nothing_a_trend()
    {
        using var shop = new Shop().Items("A", "B");
        for (var day = 0; day < 40; day++)
        {
            shop.Orders(2, "A").Orders(4, "B");
            shop.Now += TimeSpan.FromDays(1);
        }

        shop.Orders(20, "A").Orders(40, "B");
        Assert.All(shop.Snapshot().Trending.Order.ToArray(), i => Assert.InRange(shop.Snapshot().Trending.Trend(i), 1, 1.01));
    }

    [Fact]
    public void Trends_are_judged_at_the_newest_event_so_that_history_has_them_too()
    {
        using var shop = new Shop().Items("A", "B").Orders(30, "A");
        shop.Now += TimeSpan.FromDays(20);
        shop.Orders(10, "B");
        shop.Clock.Advance(TimeSpan.FromDays(5000));
        var snapshot = shop.Snapshot();
        Assert.Equal([1], snapshot.Trending.Order.ToArray());
    }
}
