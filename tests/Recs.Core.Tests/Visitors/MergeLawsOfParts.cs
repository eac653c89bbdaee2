using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>What the parts of a joined state are, told from the two sides in the plainest way.</summary>
internal static class MergeLawsOfParts
{
    public static void UnitesSets(Merge merge) => Holds(merge, (a, b, joined) =>
    {
        var known = a.Aliases.NewestFirst.Concat(b.Aliases.NewestFirst).Select(x => x.Id.Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(known, joined.Aliases.NewestFirst.Select(x => x.Id.Value).Distinct().Order(StringComparer.Ordinal));
        var traits = a.Traits.Traits.Concat(b.Traits.Traits).Select(t => t.Name).ToHashSet();
        Assert.Superset(joined.Traits.Traits.Select(t => t.Name).ToHashSet(), traits);
    });

    public static void KeepsLaterValues(Merge merge) => Holds(merge, (a, b, joined) =>
    {
        Assert.Equal(Later(a.Claim, b.Claim, c => (c.Stamp.Time, c.Stamp.Tie)), joined.Claim);
        Assert.Equal(Later(a.Consent.Analytics, b.Consent.Analytics, c => (c.Stamp.Time, c.Stamp.Tie)), joined.Consent.Analytics);
        Assert.Equal(Later(a.Consent.Marketing, b.Consent.Marketing, c => (c.Stamp.Time, c.Stamp.Tie)), joined.Consent.Marketing);
        Instant?[] purchases = [a.LastPurchase?.Stamp.Time, b.LastPurchase?.Stamp.Time];
        Assert.Equal(purchases.Max(p => p?.UnixMilliseconds), joined.LastPurchase?.Stamp.Time.UnixMilliseconds);
    });

    public static void KeepsNewest(Merge merge) => Holds(merge, (a, b, joined) =>
    {
        Assert.Equal(Newest(a.RecentProducts.NewestFirst.Concat(b.RecentProducts.NewestFirst), p => p.Key, VisitorLimits.RecentProducts), joined.RecentProducts.NewestFirst.Select(p => p.Stamp));
        Assert.Equal(Newest(a.Searches.NewestFirst.Concat(b.Searches.NewestFirst).Select(s => (s.Stamp, Key: s.Text)), s => s.Key, VisitorLimits.Searches), joined.Searches.NewestFirst.Select(s => s.Stamp));
        var pages = a.RecentPages.NewestFirst.Concat(b.RecentPages.NewestFirst).Select(p => p.Stamp).OrderDescending().Take(VisitorLimits.RecentPages);
        Assert.Equal(pages, joined.RecentPages.NewestFirst.Select(p => p.Stamp));
        Assert.Equal(a.Searches.Total + b.Searches.Total, joined.Searches.Total);
    });

    /// <summary>One side has gone on so long that its weights stand under another reference.</summary>
    public static void AddsWeights(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        var (x, y) = (a.State, b.State);
        if (x.Decay.HalfLifeMilliseconds == 0 || y.Decay.HalfLifeMilliseconds == 0) return;
        DecayedWeights.Raise(x, Decay.At(Lives.End + TimeSpan.FromDays(1_000), VisitorOptions.Default.HalfLife), VisitorOptions.Default);
        var joined = Side.Join(new Side(x, a.Orders), new Side(y, b.Orders), merge).State;
        foreach (var key in x.Categories.Entries.Concat(y.Categories.Entries).Select(c => c.Key).Distinct())
            Assert.True(StateComparer.Close(Worth(x, key) + Worth(y, key), Worth(joined, key)), $"{Worth(x, key)} and {Worth(y, key)} came to {Worth(joined, key)}.");
    });

    public static void KeepsFriends(Merge merge) => Holds(merge, (a, b, joined) =>
    {
        var all = a.Friends.All.Concat(b.Friends.All).ToLookup(f => f.Key);
        Assert.Equal(all.Select(f => f.Key).Order(), joined.Friends.All.Select(f => f.Key));
        foreach (var friend in joined.Friends.All)
        {
            Assert.Equal(Last(all[friend.Key].Select(f => f.Own)), friend.Own);
            Assert.Equal(Last(all[friend.Key].Select(f => f.Theirs)), friend.Theirs);
        }
    });

    public static void AddsPromotions(Merge merge) => Holds(merge, (a, b, joined) =>
    {
        var (x, y) = (a.Promotions, b.Promotions);
        Assert.Equal(x.Totals.Clicked + y.Totals.Clicked, joined.Promotions.Totals.Clicked);
        Assert.Equal(x.ByCampaign.Keys.Union(y.ByCampaign.Keys).Order(), joined.Promotions.ByCampaign.Keys);
        foreach (var (campaign, promotion) in joined.Promotions.ByCampaign)
        {
            var (p, q) = (x.ByCampaign.GetValueOrDefault(campaign, Promotion.None), y.ByCampaign.GetValueOrDefault(campaign, Promotion.None));
            Assert.Equal((p.Contacted.Count + q.Contacted.Count, p.Opened.Count + q.Opened.Count), (promotion.Contacted.Count, promotion.Opened.Count));
            Assert.Equal(Instant.Max(p.Clicked.Last, q.Clicked.Last), promotion.Clicked.Last);
        }
    });

    public static void KeepsClicks(Merge merge) => Holds(merge, (a, b, joined) =>
    {
        var (x, y) = (a.ListsSeen, b.ListsSeen);
        Assert.Equal(x.ByList.Keys.Union(y.ByList.Keys).Order(), joined.ListsSeen.ByList.Keys);
        foreach (var (list, seen) in joined.ListsSeen.ByList)
        {
            SeenList[] sides = [.. new[] { x, y }.Where(s => s.ByList.ContainsKey(list)).Select(s => s.ByList[list])];
            Assert.Equal(sides.Max(s => s.Seen), seen.Seen);
            var clicks = sides.SelectMany(s => s.Clicks).GroupBy(c => c.Item).Select(g => g.Max()).OrderDescending().Take(VisitorLimits.ListClicks);
            Assert.Equal(clicks, seen.Clicks);
        }
    });

    private static void Holds(Merge merge, Action<VisitorState, VisitorState, VisitorState> law) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        law(a.State, b.State, Side.Join(a, b, merge).State);
    });

    private static T? Later<T>(T? a, T? b, Func<T, (Instant, ushort)> stamp)
        where T : struct
    {
        if (a is not { } x || b is not { } y) return a ?? b;
        return stamp(x).CompareTo(stamp(y)) >= 0 ? a : b;
    }

    private static Naming Last(IEnumerable<Naming> said) => said.OrderBy(n => n.Time).ThenByDescending(n => n.Linked).Last();

    private static IEnumerable<Stamp> Newest<T>(IEnumerable<(Stamp Stamp, T Key)> entries, Func<(Stamp Stamp, T Key), T> key, int most) =>
        entries.GroupBy(key).Select(g => g.Max(e => e.Stamp)).OrderDescending().Take(most);

    private static double Worth(VisitorState s, ulong category) =>
        s.Decay.ShortValue(s.Categories.Entries.SingleOrDefault(c => c.Key == category).Weight, Lives.End);
}
