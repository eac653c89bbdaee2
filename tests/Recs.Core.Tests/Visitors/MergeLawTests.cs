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
    [InlineData("a merge counts as a page", "neutral", "adds up totals")]
    [InlineData("merges forgotten", "knows the merges of both")]
    [InlineData("money added twice", "an order known to both counts once", "commutative")]
    [InlineData("aliases left behind", "unites sets", "commutative")]
    [InlineData("the last to come counts", "keeps the later of single values", "commutative")]
    [InlineData("lists left behind", "keeps the newest of lists", "commutative")]
    [InlineData("references mixed up", "adds up decayed weights")]
    [InlineData("an unlinking forgotten", "keeps what friends said last", "associative")]
    [InlineData("promotions of one side", "adds up promotions", "commutative")]
    [InlineData("clicks forgotten", "keeps the newest clicks of lists seen")]
    public void A_mutant_breaks_them(string mutant, params string[] laws)
    {
        var merge = MergeMutants.All[mutant];
        foreach (var law in laws) Assert.ThrowsAny<Exception>(() => MergeLaws.All[law](merge));
    }

    [Fact]
    public void Every_law_has_a_mutant_and_every_mutant_a_law()
    {
        var data = typeof(MergeLawTests).GetMethod(nameof(A_mutant_breaks_them))!.GetCustomAttributesData().Where(d => d.AttributeType == typeof(InlineDataAttribute));
        var said = data.Select(d => ((IEnumerable<System.Reflection.CustomAttributeTypedArgument>)d.ConstructorArguments[0].Value!).ToList()).ToList();
        Assert.Equal(MergeMutants.All.Keys.Order(), said.Select(d => (string)d[0].Value!).Order());
        Assert.Equal(MergeLaws.All.Keys.Order(), said.SelectMany(LawsOf).Distinct().Order());
    }

    [Fact]
    public void What_generators_must_reach_is_reached()
    {
        var (late, repeated, sharedOrders, pending, ties, extremes) = (0, 0, 0, 0, 0, 0);
        var (friends, promotions, clicks, searches, consents, aliases) = (0, 0, 0, 0, 0, 0);
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
            if (x.Friends.All.Any(f => y.Friends.All.Any(g => g.Key == f.Key && g.Own != f.Own))) friends++;
            if (x.Promotions.ByCampaign.Keys.Intersect(y.Promotions.ByCampaign.Keys).Any()) promotions++;
            if (x.ListsSeen.ByList.Any(l => l.Value.Clicks.Count > 0 && y.ListsSeen.ByList.TryGetValue(l.Key, out var m) && m.Clicks.Count > 0)) clicks++;
            if (x.Searches.NewestFirst.Any(t => y.Searches.NewestFirst.Any(u => u.Text == t.Text))) searches++;
            if (x.Consent.Marketing is not null && y.Consent.Marketing is not null) consents++;
            if (x.Aliases.NewestFirst.Any() && y.Aliases.NewestFirst.Any()) aliases++;
        });
        Assert.All([late, repeated, sharedOrders, pending, ties, extremes, friends, promotions, clicks, searches, consents, aliases], n => Assert.InRange(n, 5, Law.Cases));
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

    private static IEnumerable<string> LawsOf(List<System.Reflection.CustomAttributeTypedArgument> data) => data.Skip(1).SelectMany(argument =>
        argument.Value is IEnumerable<System.Reflection.CustomAttributeTypedArgument> many ? many.Select(m => (string)m.Value!) : [(string)argument.Value!]);
}
