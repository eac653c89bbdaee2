using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Streaming;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations;

/// <summary>The way of the counts through a real store: partition, commit, restart, snapshot, list.</summary>
public sealed class StoredCountsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_of_two_partitions_become_lists_and_survive_a_restart()
    {
        var clock = new ManualTime();
        await using var store = SqliteInstallation.OpenTemporary(2, clock);
        await store.Catalog.PutAsync(SiteId.Default, [new CatalogItem(new ItemId("TENT"), "Tent"), new CatalogItem(new ItemId("PEGS"), "Pegs")], Cancel);
        using var aggregator = new SnapshotAggregator(
            [SiteId.Default], store.VisitorReader, store.Catalog, CountingOptions.Default, SnapshotOptions.Default, clock, NullLogger<SnapshotAggregator>.Instance);
        await aggregator.RefreshAsync(Cancel);
        Assert.Equal(2, aggregator.Current(SiteId.Default).Catalog.Count);

        // Two orders to a turn, each turn by a new owner that goes on from what is stored.
        for (var turn = 0; turn < 4; turn++)
        {
            await CommitAsync(store, turn % 2, Given.Order($"a{turn}", ["TENT", "PEGS"]), Given.Order($"b{turn}", ["TENT", "PEGS"]), Given.Order($"c{turn}", ["MUG", "LAMP"]));
            await aggregator.RefreshAsync(Cancel);
        }

        var list = new Recommender(RecommenderOptions.Default, [], clock)
            .Recommend(Ask.For(RecommendationForm.CrossSell, "TENT"), null, aggregator.Current(SiteId.Default));
        Assert.Equal("PEGS", list.Items[0].Item.Id.Value);
        Assert.Contains("(8 baskets)", list.Items[0].Reason.Text, StringComparison.Ordinal);
        Assert.True(aggregator.Current(SiteId.Default).Catalog.TryFind(new ItemId("MUG").Hash, out _), "A product only seen in events is unknown.");
        Assert.DoesNotContain("MUG", list.Items.Select(i => i.Item.Id.Value));
    }

    private static async Task CommitAsync(SqliteInstallation store, int partition, params AppliedEvent[] events)
    {
        var head = await store.Visitors.AcquireAsync(partition, Cancel);
        var counts = new PartitionCounts(CountingOptions.Default);
        await foreach (var counter in store.Visitors.LoadCountersAsync(partition, Cancel)) counts.Load(counter);
        foreach (var applied in events) counts.Apply(SiteId.Default, applied);
        var outcome = await store.Visitors.CommitAsync(
            new PartitionCommit
            {
                Partition = partition,
                Epoch = head.Epoch,
                FromOffset = head.NextOffset,
                NextOffset = head.NextOffset + events.Length,
                Counters = counts.TakeChanged(),
                Sightings = [.. events.SelectMany(e => ((OrderCompleted)e.Event).Items).DistinctBy(i => i.Item).Select(i => (SiteId.Default, i))],
            },
            Cancel);
        Assert.Equal(CommitOutcome.Committed, outcome);
    }
}
