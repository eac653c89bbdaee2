using Recs.Core;
using Recs.Core.Visitors;

namespace Recs.Simulation.Truth;

/// <param name="At">From when on.</param>
/// <param name="Stage">The stage.</param>
public readonly record struct StageReached(Instant At, LifecycleStage Stage);

/// <summary>
/// The stages somebody walks through, by what they were planned to do. It says what the stages mean a second time and apart from
/// the code under test, so that the two can be compared.
/// </summary>
public sealed class StageWalk
{
    private const int LoyalOrders = 3;
    private const int GapsKept = 10;
    private static readonly TimeSpan Grace = TimeSpan.FromDays(30);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly List<StageReached> _reached = [];
    private readonly List<Order> _orders = [];
    private int _visits;
    private bool _isKnown;

    /// <summary>In the order of time; the first is where it began.</summary>
    public IReadOnlyList<StageReached> Reached => _reached;

    /// <summary>The stage at a time; null: there was nobody yet.</summary>
    public LifecycleStage? At(Instant time)
    {
        LifecycleStage? stage = null;
        foreach (var step in _reached.TakeWhile(s => s.At <= time)) stage = step.Stage;
        return stage;
    }

    internal void Visited(Instant at)
    {
        _visits++;
        Judge(at);
    }

    internal void SignedUp(Instant at)
    {
        _isKnown = true;
        Judge(at);
    }

    internal void Ordered(Instant at, string orderId)
    {
        _orders.Add(new Order(at, orderId));
        Judge(at);
    }

    internal void SentAllBack(Instant at, string orderId)
    {
        Judge(at);
        _orders.RemoveAll(o => o.Id == orderId);
        Judge(at);
    }

    /// <summary>Nothing more happens until this time.</summary>
    internal void Passed(Instant until)
    {
        if (LoyalUntil() is { } last && last < until) Step(last + TimeSpan.FromMilliseconds(1), LifecycleStage.Customer);
    }

    private void Judge(Instant at)
    {
        Passed(at);
        Step(at, StageAt(at));
    }

    private LifecycleStage StageAt(Instant at)
    {
        if (_orders.Count > 0) return LoyalUntil() >= at ? LifecycleStage.LoyalCustomer : LifecycleStage.Customer;
        if (_isKnown) return LifecycleStage.Prospect;
        return _visits > 1 ? LifecycleStage.ReturnVisit : LifecycleStage.FirstVisit;
    }

    private Instant? LoyalUntil()
    {
        if (_orders.Count < LoyalOrders) return null;
        var kept = _orders.TakeLast(GapsKept).ToList();
        var gaps = (kept[^1].At - kept[0].At) / (kept.Count - 1);
        var patience = gaps * 2 > Grace ? gaps * 2 : Grace;
        return Instant.Min(kept[^1].At + patience, _orders[^LoyalOrders].At + Year);
    }

    private void Step(Instant at, LifecycleStage stage)
    {
        if (_reached.Count == 0 || _reached[^1].Stage != stage) _reached.Add(new StageReached(at, stage));
    }

    private readonly record struct Order(Instant At, string Id);
}
