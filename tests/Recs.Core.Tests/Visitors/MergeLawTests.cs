using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class MergeLawTests
{
    public static TheoryData<string> Laws => [.. MergeLaws.All.Keys];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Joining_visitors_is(string law) => MergeLaws.All[law](MergeLaws.Real);

    [Theory]
    [InlineData("ring dropped on merge", "knows the messages of both", "commutative")]
    [InlineData("sums added twice", "adds up totals", "commutative", "associative")]
    [InlineData("tombstone forgotten", "what either removed stays out", "associative")]
    public void A_mutant_breaks_them(string mutant, params string[] laws)
    {
        var merge = Mutants[mutant];
        foreach (var law in laws) Assert.ThrowsAny<Exception>(() => MergeLaws.All[law](merge));
    }

    [Fact]
    public void What_generators_must_reach_is_reached()
    {
        var (late, repeated, sharedOrders, pending, ties, extremes) = (0, 0, 0, 0, 0, 0);
        Law.Holds(Lives.Any, lives =>
        {
            var (a, b, _) = lives.Sides;
            var (x, y) = (a.State, b.State);
            var newest = Instant.MinValue;
            if (Lives.Tell(new Shopper("a"), lives.A).Any(e => IsOlder(e.Header.Time, ref newest))) late++;
            if (RandomEvents.SharedMessages.Select(Hash64.Of).Any(m => x.Messages.Contains(m) && y.Messages.Contains(m))) repeated++;
            if (a.Orders.Entries.Any(o => o.Value.Arrived && b.Orders.Find(o.Key) is { Arrived: true })) sharedOrders++;
            if (a.Orders.Entries.Any(o => !o.Value.Arrived && b.Orders.Find(o.Key) is { Arrived: true })) pending++;
            if (x.RecentProducts.NewestFirst.Any(p => y.RecentProducts.NewestFirst.Any(q => p.Stamp.Time == q.Stamp.Time))) ties++;
            if (x.Pages > long.MaxValue / 5) extremes++;
        });
        Assert.All([late, repeated, sharedOrders, pending, ties, extremes], n => Assert.InRange(n, 5, Law.Cases));
    }

    [Fact]
    public void Joining_again_by_the_same_merge_changes_nothing() => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        var device = new VisitorId("device");
        var merged = new Core.Events.Merged(
            new Core.Events.EventHeader("merge:1", Lives.End), 1, device, [.. VisitorStateCodec.Encode(b.State)], [.. b.Orders.Entries.Select(o => StoredOrders.Pack(o.Key, o.Value))]);
        var grain = new VisitorGrain(new VisitorKey(SiteId.Default, new VisitorId("a")), a.State, a.Orders);
        var record = new Core.Events.LogRecord(SiteId.Default, grain.Key.Visitor, Lives.End, false, merged);
        Assert.Equal(ApplyOutcome.Applied, grain.Apply(record, Lives.End, VisitorOptions.Default, new VisitorEffects()).Outcome);
        grain.Advance(Lives.End, VisitorOptions.Default, new VisitorEffects());
        var once = VisitorStateCodec.Encode(grain.State);
        Assert.Equal(ApplyOutcome.Duplicate, grain.Apply(record, Lives.End, VisitorOptions.Default, new VisitorEffects()).Outcome);
        Assert.Equal(once, VisitorStateCodec.Encode(grain.State));
    });

    private static bool IsOlder(Instant time, ref Instant newest)
    {
        var older = time < newest;
        newest = Instant.Max(newest, time);
        return older;
    }

    private static Dictionary<string, Merge> Mutants { get; } = new()
    {
        ["ring dropped on merge"] = (into, orders, from, fromOrders) =>
        {
            var own = VisitorStateCodec.Decode(VisitorStateCodec.Encode(into)).Messages;
            MergeLaws.Real(into, orders, from, fromOrders);
            into.Messages = own;
        },
        ["sums added twice"] = (into, orders, from, fromOrders) =>
        {
            MergeLaws.Real(into, orders, from, fromOrders);
            into.Pages += from.Pages;
        },
        ["tombstone forgotten"] = (into, orders, from, fromOrders) =>
        {
            MergeLaws.Real(into, orders, from, fromOrders);
            while (into.Favourites.DropOldest(present: false))
            {
                // Every removal goes.
            }
        },
    };
}
