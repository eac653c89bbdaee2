using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IListStore"/>.</summary>
public abstract class ListStoreSpec : Spec<ListPorts>
{
    private static readonly SiteId Site = SiteId.Default, OtherSite = new("other");
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Gives_every_field_back()
    {
        var list = Make() with
        {
            Placement = "größe",
            Visitor = new VisitorId("ann"),
            Stage = LifecycleStage.LoyalCustomer,
            Degraded = true,
            Items =
            [
                new ListedProduct(new ItemId("mug"), 0.25, RecommendationTier.Similar, "bought_together"),
                new ListedProduct(new ItemId("pot"), 1e-9, RecommendationTier.Popular, "popular") { Reason = new Reason("popular", [new ItemId("cup")], ["Home"], "Popular") },
            ],
        };
        await Ports.Lists.SaveAsync([list], Cancel);
        await IsAsync(list);
    }

    [Fact]
    public async Task A_list_saved_again_takes_the_place_of_the_first()
    {
        var list = Make();
        await Ports.Lists.SaveAsync([list], Cancel);
        var longer = list with { Items = [.. list.Items, .. list.Items], Visitor = new VisitorId("ann") };
        await Ports.Lists.SaveAsync([longer, Make()], Cancel);
        await IsAsync(longer);
    }

    [Fact]
    public async Task Lists_belong_to_a_site_and_unknown_ones_are_none()
    {
        var (here, there) = (Make(), Make(OtherSite));
        await Ports.Lists.SaveAsync([here, there], Cancel);
        Assert.Null(await Ports.Lists.FindAsync(OtherSite, here.Id, Cancel));
        Assert.Null(await Ports.Lists.FindAsync(Site, there.Id, Cancel));
        Assert.Null(await Ports.Lists.FindAsync(Site, Guid.CreateVersion7(Day), Cancel));
        await IsAsync(there);
    }

    [Fact]
    public async Task Of_two_sites_with_one_id_each_has_its_own()
    {
        var here = Make();
        var there = here with { Site = OtherSite, Placement = "there" };
        await Ports.Lists.SaveAsync([here, there], Cancel);
        await IsAsync(here);
        await IsAsync(there);
    }

    [Fact]
    public async Task Old_lists_go_the_oldest_first_and_at_most_so_many()
    {
        var lists = Enumerable.Range(0, 10).Select(i => Make(at: Day.AddHours(i))).ToList();
        await Ports.Lists.SaveAsync([.. lists.AsEnumerable().Reverse()], Cancel);
        Assert.Equal(3, await Ports.Lists.DropBeforeAsync(Instant.From(Day.AddHours(5)), 3, Cancel));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], await LeftAsync(lists));
        Assert.Equal(2, await Ports.Lists.DropBeforeAsync(Instant.From(Day.AddHours(5)), 3, Cancel));
        Assert.Equal([5, 6, 7, 8, 9], await LeftAsync(lists));
        Assert.Equal(0, await Ports.Lists.DropBeforeAsync(Instant.From(Day.AddHours(5)), 3, Cancel));
    }

    [Fact]
    public async Task Lists_of_forgotten_visitors_go_and_those_of_others_stay()
    {
        var lists = new[] { Make("ann"), Make("bob"), Make("ann-phone"), Make(), Make("cid") }.ToList();
        var elsewhere = Make("ann") with { Site = OtherSite };
        await Ports.Lists.SaveAsync([.. lists, elsewhere], Cancel);
        Assert.Equal(2, await Ports.Lists.ForgetAsync(Site, [new VisitorId("ann"), new VisitorId("ann-phone"), new VisitorId("nobody")], Cancel));
        Assert.Equal([1, 3, 4], await LeftAsync(lists));
        await IsAsync(elsewhere);
    }

    [Fact]
    public async Task Lists_of_a_visitor_are_read_in_the_order_in_which_they_were_made_and_page_by_page()
    {
        var lists = Enumerable.Range(0, 7).Select(i => Make("ann", Day.AddMinutes(i))).ToList();
        await Ports.Lists.SaveAsync([.. lists.AsEnumerable().Reverse(), Make("ann-phone"), Make(), Make("ann") with { Site = OtherSite }], Cancel);
        Assert.Equal([0, 1, 2], await OfAnnAsync(null));
        Assert.Equal([3, 4, 5], await OfAnnAsync(lists[2].Id));
        Assert.Equal([6], await OfAnnAsync(lists[5].Id));
        Assert.Empty(await OfAnnAsync(lists[6].Id));

        async Task<List<int>> OfAnnAsync(Guid? after) =>
            [.. (await Ports.Lists.ReadOfVisitorAsync(Site, new VisitorId("ann"), after, 3, Cancel)).Select(l => lists.FindIndex(x => x.Id == l.Id))];
    }

    [Fact]
    public async Task Outcomes_of_commits_are_read_by_list_in_their_order()
    {
        var (list, other) = (Make(), Make());
        var outcomes = Enumerable.Range(0, 5).Select(i => Outcome(list, i)).ToList();
        await CommitAsync(1, [outcomes[0], Outcome(other, 9), outcomes[1]], 0);
        await CommitAsync(1, [outcomes[2], Outcome(list, 8) with { Site = OtherSite }], 1);
        await CommitAsync(2, [outcomes[3], outcomes[4]], 0);

        Assert.Equal(outcomes.Select(Text), (await Ports.Lists.ReadOutcomesAsync(Site, list.Id, Cancel)).Select(Text));
        Assert.Single(await Ports.Lists.ReadOutcomesAsync(Site, other.Id, Cancel));
        Assert.Single(await Ports.Lists.ReadOutcomesAsync(OtherSite, list.Id, Cancel));
        Assert.Empty(await Ports.Lists.ReadOutcomesAsync(Site, Guid.CreateVersion7(Day), Cancel));
    }

    [Fact]
    public async Task Outcomes_of_a_refused_commit_are_not_there()
    {
        var list = Make();
        await CommitAsync(1, [Outcome(list, 1)], 0);
        await CommitAsync(1, [Outcome(list, 2)], 0, CommitOutcome.OffsetGap);
        Assert.Single(await Ports.Lists.ReadOutcomesAsync(Site, list.Id, Cancel));
    }

    [Fact]
    public async Task Old_outcomes_go_with_the_lists()
    {
        var list = Make(at: Day);
        await CommitAsync(1, [Outcome(list, 1) with { Time = Instant.From(Day) }, Outcome(list, 2) with { Time = Instant.From(Day.AddHours(1)) }, Outcome(list, 3) with { Time = Instant.From(Day.AddHours(2)) }], 0);
        Assert.Equal(1, await Ports.Lists.DropBeforeAsync(Instant.From(Day.AddHours(2)), 1, Cancel));
        Assert.Equal(1, await Ports.Lists.DropBeforeAsync(Instant.From(Day.AddHours(2)), 10, Cancel));
        Assert.Equal([3], (await Ports.Lists.ReadOutcomesAsync(Site, list.Id, Cancel)).Select(o => o.Orders));
    }

    [Fact]
    public async Task A_call_becomes_visible_as_a_whole()
    {
        var pairs = Enumerable.Range(0, 40).Select(_ => (A: Make(), B: Make())).ToList();
        var saving = Task.Run(async () =>
        {
            foreach (var (a, b) in pairs) await Ports.Lists.SaveAsync([a, b], Cancel);
        }, Cancel);
        for (var i = 0; i < pairs.Count;)
        {
            // The second of a call is there once the first is.
            if (await Ports.Lists.FindAsync(Site, pairs[i].A.Id, Cancel) is null) continue;
            Assert.NotNull(await Ports.Lists.FindAsync(Site, pairs[i++].B.Id, Cancel));
        }

        await saving;
    }

    [Fact]
    public async Task Lists_and_outcomes_survive_a_restart()
    {
        var list = Make("ann");
        await Ports.Lists.SaveAsync([list], Cancel);
        await CommitAsync(1, [Outcome(list, 1)], 0);
        await RestartAsync();
        await IsAsync(list);
        Assert.Single(await Ports.Lists.ReadOutcomesAsync(Site, list.Id, Cancel));
    }

    private static ListRecord Make(SiteId site, DateTimeOffset? at = null) => new(site, ListIds.New(RecommendationForm.Popular, at ?? Day), RecommendationForm.Popular)
    {
        Items = [new ListedProduct(new ItemId("mug"), 1, RecommendationTier.Popular, "popular")],
    };

    private static ListRecord Make(string? visitor = null, DateTimeOffset? at = null) =>
        Make(Site, at) with { Visitor = visitor is null ? null : new VisitorId(visitor) };

    private static ListOutcome Outcome(ListRecord list, int orders) => new(list.Site, ListIds.HashOf(list.Id), ListOutcomeKind.Ordered, Instant.From(Day))
    {
        Form = 4,
        Placement = 7,
        Items = [(ulong.MaxValue, 3)],
        Orders = orders,
        Direct = 1,
        Revenue = [("EUR", -1.2345m)],
    };

    private static string Text(ListOutcome outcome) => Convert.ToHexString(outcome.Encode());

    private async Task CommitAsync(int partition, IReadOnlyList<ListOutcome> outcomes, long from, CommitOutcome expected = CommitOutcome.Committed)
    {
        var head = await Ports.Visitors.AcquireAsync(partition, Cancel);
        var commit = new PartitionCommit { Partition = partition, Epoch = head.Epoch, FromOffset = from, NextOffset = from + 1, Outcomes = outcomes };
        Assert.Equal(expected, await Ports.Visitors.CommitAsync(commit, Cancel));
    }

    private async Task<List<int>> LeftAsync(List<ListRecord> lists)
    {
        List<int> left = [];
        for (var i = 0; i < lists.Count; i++)
        {
            if (await Ports.Lists.FindAsync(lists[i].Site, lists[i].Id, Cancel) is not null) left.Add(i);
        }

        return left;
    }

    private async Task IsAsync(ListRecord list) =>
        Assert.Equal(Convert.ToHexString(list.Encode()), Convert.ToHexString((await Ports.Lists.FindAsync(list.Site, list.Id, Cancel))!.Encode()));
}
