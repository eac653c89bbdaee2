using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Snapshots;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations.Snapshots;

public sealed class SnapshotAggregatorTests
{
    [Fact]
    public void Adds_up_the_partitions()
    {
        var one = Busy(partitions: 1).Snapshot();
        var many = Busy(partitions: 5).Snapshot();
        Assert.Equal(one.Totals.Baskets, many.Totals.Baskets);
        Assert.Equal(one.Totals.OrderedPairs, many.Totals.OrderedPairs);
        for (var i = 0; i < one.Catalog.Count; i++)
        {
            Assert.Equal((one[i].Counts.Orders, one[i].Counts.Views, one[i].Counts.PairedBaskets), (many[i].Counts.Orders, many[i].Counts.Views, many[i].Counts.PairedBaskets));
            Assert.Equal(Pairs(one[i].CoPurchases), Pairs(many[i].CoPurchases));
            Assert.Equal(Pairs(one[i].CoViews), Pairs(many[i].CoViews));
            Assert.Equal(one.Popularity.Share(i), many.Popularity.Share(i), 9);
        }
    }

    [Fact]
    public void A_refresh_after_each_event_ends_like_one_refresh_for_all()
    {
        using var whole = Busy(partitions: 3);
        using var steps = new Shop(partitions: 3).Items("A", "B", "C", "D");
        steps.Snapshot();
        foreach (var step in Steps()) step(steps).Snapshot();
        var (a, b) = (whole.Snapshot(), steps.Snapshot());
        Assert.Equal(a.Popularity.Order.ToArray(), b.Popularity.Order.ToArray());
        for (var i = 0; i < a.Catalog.Count; i++)
        {
            Assert.Equal(Pairs(a[i].CoPurchases), Pairs(b[i].CoPurchases));
            Assert.Equal(a[i].Counts.Orders, b[i].Counts.Orders);
        }
    }

    [Fact]
    public void Reads_only_what_has_changed()
    {
        using var shop = Busy(partitions: 2);
        shop.Snapshot();
        var before = shop.Feed.CountersRead;
        var first = shop.Snapshot();
        Assert.Equal(before, shop.Feed.CountersRead);
        Assert.Same(first, shop.Snapshot());
        shop.Sessions(1, "A").Snapshot();
        Assert.Equal(before + 2, shop.Feed.CountersRead);
    }

    [Fact]
    public void Items_only_seen_in_events_get_their_counts()
    {
        using var shop = new Shop().Orders(3, "X");
        Assert.Equal(0, shop.Snapshot().Catalog.Count);
        shop.Feed.See(new ItemLine(new ItemId("X")) { Name = "Mug" });
        var snapshot = shop.Snapshot();
        Assert.Equal(("Mug", 3L), (snapshot.Catalog[0].Title, snapshot[0].Counts.Orders));
        Assert.Equal([0], snapshot.Popularity.Order.ToArray());
    }

    [Fact]
    public void A_snapshot_in_use_does_not_change()
    {
        using var shop = Busy(partitions: 1);
        var before = shop.Snapshot();
        var orders = before[0].Counts.Orders;
        shop.Orders(7, "A", "B").Snapshot();
        Assert.Equal(orders, before[0].Counts.Orders);
    }

    [Fact]
    public async Task A_store_that_is_down_leaves_the_last_snapshot_and_is_tried_again()
    {
        var (feed, clock) = (new FakeFeed(), new ManualTime());
        feed.Put(new Core.Catalog.CatalogItem(new ItemId("A"), "A"));
        using var aggregator = new SnapshotAggregator([SiteId.Default], feed, feed, CountingOptions.Default, SnapshotOptions.Default, clock, NullLogger<SnapshotAggregator>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await aggregator.RefreshAsync(stop.Token);
        feed.Down = true;
        feed.Put(new Core.Catalog.CatalogItem(new ItemId("B"), "B"));
        var running = aggregator.RunAsync(stop.Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, aggregator.Current(SiteId.Default).Catalog.Count);
        feed.Down = false;
        await aggregator.RefreshAsync(stop.Token);
        Assert.Equal(2, aggregator.Current(SiteId.Default).Catalog.Count);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public void A_site_that_is_not_followed_has_an_empty_snapshot()
    {
        using var aggregator = new SnapshotAggregator([], new FakeFeed(), new FakeFeed(), CountingOptions.Default, SnapshotOptions.Default, new ManualTime(), NullLogger<SnapshotAggregator>.Instance);
        Assert.Same(SiteSnapshot.Empty, aggregator.Current(SiteId.Default));
    }

    private static Shop Busy(int partitions)
    {
        var shop = new Shop(partitions: partitions).Items("A", "B", "C", "D");
        foreach (var step in Steps()) step(shop);
        return shop;
    }

    private static IEnumerable<Func<Shop, Shop>> Steps()
    {
        yield return s => s.Orders(9, "A", "B");
        yield return s => s.Orders(4, "B", "C", "D");
        yield return s => s.Sessions(6, "A", "C", "B");
        yield return s => s.Orders(2, "D");
        yield return s => s.Sessions(11, "D", "A");
    }

    private static IEnumerable<(ulong, uint)> Pairs(Neighbours n) => n.Keys.ToArray().Zip(n.Counts.ToArray()).OrderBy(p => p.First);
}
