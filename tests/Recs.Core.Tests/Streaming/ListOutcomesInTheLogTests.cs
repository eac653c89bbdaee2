using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;

namespace Recs.Core.Tests.Streaming;

/// <summary>What comes of lists is a fold of the log: however often it is folded, it is the same.</summary>
public sealed class ListOutcomesInTheLogTests
{
    private static readonly string List = ListIds.New(RecommendationForm.ForYou, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)).ToString();

    private static CancellationToken Cancel => Installation.Cancel;

    [Fact]
    public async Task Outcomes_and_totals_add_up_over_partitions_and_a_replay_comes_to_the_same()
    {
        await using var installation = Installation.Open();
        await FillAsync(installation);
        await installation.CatchUpAsync();
        Assert.Equal("20 seen, 10 clicked, 10 orders, EUR 95", await OutcomesAsync(installation.Sqlite.Lists));
        Assert.Equal("20 seen, 10 clicked, 10 orders, EUR 95", await TotalsAsync(installation));

        var replay = await new Replayer(installation.Log, installation.Sqlite.Checkpoints, installation.Replayed, Installation.Counts, installation.Scratch).RunAsync(Instant.MaxValue, verify: true, null, Cancel);
        await using (replay)
        {
            Assert.True(replay.Same, string.Join('\n', replay.Checks.SelectMany(c => c.First)));
            Assert.All(replay.Checks, c => Assert.True(c.Counters > 0));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Where_batches_end_changes_nothing(int batch)
    {
        await using var installation = Installation.Open();
        await FillAsync(installation);
        await installation.CatchUpAsync(new PartitionOptions { BatchSize = batch, CachedVisitors = 4 });
        Assert.Equal("20 seen, 10 clicked, 10 orders, EUR 95", await OutcomesAsync(installation.Sqlite.Lists));
    }

    [Fact]
    public async Task Placements_beyond_the_bound_count_together()
    {
        await using var installation = Installation.Open();
        for (var i = 0; i < 300; i++) await installation.SendAsync("ann", new RecommendationViewed(installation.Header(), List, $"place-{i}", []));
        await installation.CatchUpAsync();
        var totals = (await DaysAsync(installation)).Single();
        Assert.Equal((ListTotals.Most + 1, 300), (totals.Sums.Count, totals.Sums.Values.Sum(s => s.Seen)));
        Assert.Equal(300 - ListTotals.Most, totals.Sums[(ListIds.NumberOf(RecommendationForm.ForYou), ListTotals.OtherPlacements)].Seen);
    }

    // Twenty visitors see it, ten click and order; one order is sent twice, one is refunded by half.
    private static async Task FillAsync(Installation installation)
    {
        for (var i = 0; i < 20; i++)
        {
            var visitor = $"visitor-{i}";
            await installation.SendAsync(visitor, new RecommendationViewed(installation.Header(), List, "home", [new ListedItem(new ItemId("mug"), 1)]));
            if (i >= 10) continue;
            await installation.SendAsync(visitor, new RecommendationClicked(installation.Header(), List, "home", new ItemLine(new ItemId("mug")), 1));
            var order = new OrderCompleted(installation.Header(), $"o{i}", "EUR", 10, [new ItemLine(new ItemId("mug"))]);
            await installation.SendAsync(visitor, order);
            if (i == 3) await installation.SendAsync(visitor, order);
            if (i == 4) await installation.SendAsync(visitor, new OrderRefunded(installation.Header(), "o4", "EUR", 5, []));
        }
    }

    private static async Task<string> OutcomesAsync(IListStore lists)
    {
        var sums = new ListSums();
        foreach (var outcome in await lists.ReadOutcomesAsync(SiteId.Default, Guid.Parse(List), Cancel)) sums.Add(outcome);
        return Text(sums);
    }

    private static async Task<string> TotalsAsync(Installation installation) =>
        Text((await DaysAsync(installation)).Single().Sums[(ListIds.NumberOf(RecommendationForm.ForYou), Hash64.Of("home"))]);

    private static async Task<List<ListTotals>> DaysAsync(Installation installation)
    {
        using var snapshots = new SnapshotAggregator(
            [SiteId.Default], installation.Reader, installation.Sqlite.Catalog, CountingOptions.Default, SnapshotOptions.Default, installation.Clock, NullLogger<SnapshotAggregator>.Instance);
        await snapshots.RefreshAsync(Cancel);
        return [.. snapshots.ListDays(SiteId.Default).Values];
    }

    private static string Text(ListSums sums) =>
        FormattableString.Invariant($"{sums.Seen} seen, {sums.Clicked} clicked, {sums.Orders} orders, {string.Join(", ", sums.Revenue.Select(r => FormattableString.Invariant($"{r.Key} {r.Value:0.##}")))}");
}
