using FsCheck;
using FsCheck.Fluent;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>What one side brings to a merge: a state and its orders, as they were stored.</summary>
internal sealed class Side
{
    private readonly byte[] _state;
    private readonly List<StoredOrder> _orders;

    public Side(VisitorState state, OrderBook orders)
    {
        _state = VisitorStateCodec.Encode(state);
        _orders = [.. orders.Entries.Select(o => new StoredOrder(o.Key, o.Value.Encode()))];
    }

    public VisitorState State => VisitorStateCodec.Decode(_state);

    public OrderBook Orders => OrderBook.Of(_orders);

    /// <summary>Both sides joined into the first, judged as of the end of all lives.</summary>
    public static Side Join(Side into, Side from, Merge merge)
    {
        var (state, orders) = (into.State, into.Orders);
        merge(state, orders, from.State, from.Orders);
        if (state.LastSeen == Instant.MinValue) return new Side(state, orders);
        state.Stage = LifecycleRules.StageAt(state, VisitorOptions.Default, Lives.End);
        state.Activity = LifecycleRules.ActivityAt(state, VisitorOptions.Default, Lives.End);
        state.NextDue = LifecycleRules.NextDue(state, VisitorOptions.Default);
        return new Side(state, orders);
    }
}

/// <summary>A way to join the second state and orders into the first.</summary>
internal delegate void Merge(VisitorState into, OrderBook orders, VisitorState from, OrderBook fromOrders);

/// <summary>Three visitors that live at the same time, each a fold of random events; all else that a merge meets lies in <see cref="RandomEvents"/>.</summary>
internal sealed record Lives(int[] A, int[] B, int[] C)
{
    /// <summary>Later than anything that happens.</summary>
    public static readonly Instant End = Shopper.Start + TimeSpan.FromDays(200);

    // Below every cap: beyond them the laws hold for totals only.
    private const int MostEvents = 12;

    /// <summary>Every message id that one of the three may have sent.</summary>
    public static IEnumerable<string> Messages => [.. from name in new[] { "a", "b", "c" } from i in Enumerable.Range(1, MostEvents) select $"{name}-{i}", .. RandomEvents.SharedMessages];

    public static Arbitrary<Lives> Any { get; } = Arb.From(
        from a in Law.Seeds.Generator
        from b in Law.Seeds.Generator
        from c in Law.Seeds.Generator
        select new Lives(a, b, c),
        lives => [
            .. Law.Seeds.Shrinker(lives.A).Select(a => lives with { A = a }),
            .. Law.Seeds.Shrinker(lives.B).Select(b => lives with { B = b }),
            .. Law.Seeds.Shrinker(lives.C).Select(c => lives with { C = c }),
        ]);

    /// <summary>The three as they are when they end.</summary>
    public (Side A, Side B, Side C) Sides => (Live("a", A), Live("b", B), Live("c", C));

    public override string ToString() => $"A [{string.Join(", ", A)}] B [{string.Join(", ", B)}] C [{string.Join(", ", C)}]";

    /// <summary>What happens to a visitor, event by event.</summary>
    public static IEnumerable<VisitorEvent> Tell(Shopper shopper, int[] seeds) => seeds.Take(MostEvents).Select(seed => RandomEvents.Step(shopper, new Random(seed)));

    private static Side Live(string name, int[] seeds)
    {
        var shopper = new Shopper(name);

        // A user from the start: at the first proof of that a state begins anew.
        shopper.State.Identified = true;
        foreach (var e in Tell(shopper, seeds)) Assert.True(e.Header.Time <= shopper.Now);
        if (seeds.Length % 5 == 4) Extremes.Set(shopper.State);
        return new Side(shopper.State, shopper.Grain.Orders);
    }
}
