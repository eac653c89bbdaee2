using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>The laws of joining visitors, for any way of joining them, so that they can be shown to bite.</summary>
internal static class MergeLaws
{
    public static readonly IReadOnlyDictionary<string, Action<Merge>> All = new Dictionary<string, Action<Merge>>
    {
        ["associative"] = Associative,
        ["commutative"] = Commutative,
        ["neutral"] = Neutral,
        ["knows the messages of both"] = KnowsMessages,
        ["adds up totals"] = AddsTotals,
        ["an order known to both counts once"] = CountsOrdersOnce,
        ["what either removed stays out"] = KeepsRemovals,
        ["knows the merges of both"] = KnowsMerges,
        ["unites sets"] = MergeLawsOfParts.UnitesSets,
        ["keeps the later of single values"] = MergeLawsOfParts.KeepsLaterValues,
        ["keeps the newest of lists"] = MergeLawsOfParts.KeepsNewest,
        ["adds up decayed weights"] = MergeLawsOfParts.AddsWeights,
        ["keeps what friends said last"] = MergeLawsOfParts.KeepsFriends,
        ["adds up promotions"] = MergeLawsOfParts.AddsPromotions,
        ["keeps the newest clicks of lists seen"] = MergeLawsOfParts.KeepsClicks,
    };

    public static void Real(VisitorState into, OrderBook orders, VisitorState from, OrderBook fromOrders) =>
        VisitorMerge.Into(into, orders, from, fromOrders, VisitorOptions.Default);

    private static void Associative(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, c) = lives.Sides;
        Assert.Empty(StateComparer.Differences(Side.Join(Side.Join(a, b, merge), c, merge), Side.Join(a, Side.Join(b, c, merge), merge)));
    });

    private static void Commutative(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        Assert.Empty(StateComparer.Differences(Side.Join(a, b, merge), Side.Join(b, a, merge)));
    });

    private static void Neutral(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, _, _) = lives.Sides;
        var nobody = new Side(new VisitorState(), OrderBook.Empty());
        Assert.Empty(StateComparer.Differences(Side.Join(a, nobody, merge), Side.Join(nobody, a, merge)));
        Assert.Equal(a.State.Pages, Side.Join(a, nobody, merge).State.Pages);
    });

    private static void KnowsMessages(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        var joined = Side.Join(a, b, merge).State.Messages;
        foreach (var message in Lives.Messages.Select(Hash64.Of))
            Assert.Equal(a.State.Messages.Contains(message) || b.State.Messages.Contains(message), joined.Contains(message));
    });

    private static void KnowsMerges(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        var (x, y) = (a.State, b.State);
        x.Merges.Put(7, Stamp.Of(Lives.End, 1));
        y.Merges.Put(8, Stamp.Of(Lives.End, 2));
        var joined = Side.Join(new Side(x, a.Orders), new Side(y, b.Orders), merge).State.Merges;
        foreach (var (_, id) in x.Merges.NewestFirst.Concat(y.Merges.NewestFirst)) Assert.True(joined.Contains(id), $"Merge {id} would be taken in again.");
    });

    private static void AddsTotals(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        var (x, y, sum) = (a.State, b.State, Side.Join(a, b, merge).State);
        Assert.Equal((x.Pages + y.Pages, x.ProductViews + y.ProductViews), (sum.Pages, sum.ProductViews));
        Assert.Equal(x.DwellMilliseconds + y.DwellMilliseconds, sum.DwellMilliseconds);
        Assert.Equal((x.Visits.Sessions + y.Visits.Sessions, x.Visits.Gaps + y.Visits.Gaps), (sum.Visits.Sessions, sum.Visits.Gaps));
        Assert.Equal(x.Visits.GapMilliseconds + y.Visits.GapMilliseconds, sum.Visits.GapMilliseconds);
    });

    private static void CountsOrdersOnce(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, _) = lives.Sides;
        var joined = Side.Join(a, b, merge);
        var (state, orders) = (joined.State, joined.Orders.Entries);
        Assert.Equal(a.Orders.Entries.Keys.Union(b.Orders.Entries.Keys).Order(), orders.Keys);
        Assert.Equal(orders.Values.Count(o => o.Arrived), state.OrdersPlaced);
        Assert.Equal(orders.Values.Count(o => o.Counts), state.Spending.NetOrders);
        Assert.Equal(orders.Values.Where(o => o.Counts).Select(o => o.Stamp.Time).OrderDescending().Take(10), state.Spending.OrderTimes);
        foreach (var (currency, spending) in state.Spending.ByCurrency)
        {
            var ofOrders = orders.Values.SelectMany(o => o.Money()).Where(m => m.Currency == currency).Sum(m => m.Net);
            Assert.Equal(ofOrders + Unnamed(a, currency) + Unnamed(b, currency), spending.Net);
        }
    });

    private static void KeepsRemovals(Merge merge) => Law.Holds(Lives.Any, lives =>
    {
        var (a, b, c) = lives.Sides;
        var removed = b.State;
        var late = Stamp.Of(Lives.End, 1);
        foreach (var (item, _) in a.State.Favourites.Items) removed.Favourites.Set(item, present: false, late);
        foreach (var line in a.State.Cart.Lines) removed.Cart.Remove(line.Item, int.MaxValue, late);
        var remover = new Side(removed, b.Orders);
        var gone = a.State.Favourites.Items.Select(f => f.Item).ToHashSet();
        var taken = a.State.Cart.Lines.Select(l => l.Item).ToHashSet();
        foreach (var joined in new[] { Side.Join(Side.Join(c, remover, merge), a, merge), Side.Join(a, Side.Join(remover, c, merge), merge) })
        {
            Assert.DoesNotContain(joined.State.Favourites.Items, f => gone.Contains(f.Item));
            Assert.DoesNotContain(joined.State.Cart.Lines, l => taken.Contains(l.Item));
        }
    });

    // What refunds that named no order took from the net amount.
    private static decimal Unnamed(Side side, string currency) =>
        side.State.Spending.ByCurrency.GetValueOrDefault(currency).Net
        - side.Orders.Entries.Values.SelectMany(o => o.Money()).Where(m => m.Currency == currency).Sum(m => m.Net);
}
