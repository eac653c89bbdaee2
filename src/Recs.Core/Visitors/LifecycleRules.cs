namespace Recs.Core.Visitors;

/// <summary>Stage and activity as functions of the state and a time, and when they change with no event arriving.</summary>
public static class LifecycleRules
{
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    public static LifecycleStage StageAt(VisitorState s, VisitorOptions o, Instant now)
    {
        if (s.Spending.NetOrders > 0)
            return LoyalUntil(s, o) is { } until && now <= until ? LifecycleStage.LoyalCustomer : LifecycleStage.Customer;
        if (s.Registered) return LifecycleStage.Prospect;
        return s.Visits.Sessions >= 2 ? LifecycleStage.ReturnVisit : LifecycleStage.FirstVisit;
    }

    public static Activity ActivityAt(VisitorState s, VisitorOptions o, Instant now)
    {
        var age = now - s.LastSeen;
        if (age >= o.Activity.Lapsed.For(s.Rhythm)) return Activity.Lapsed;
        if (age >= o.Activity.AtRisk.For(s.Rhythm)) return Activity.AtRisk;
        return age >= o.Activity.CoolingDown.For(s.Rhythm) ? Activity.CoolingDown : Activity.Active;
    }

    /// <summary>The next time at which something changes by itself; null: never. Nothing is told of who has refused to be recognised.</summary>
    public static Instant? NextDue(VisitorState s, VisitorOptions o)
    {
        if (s.HandedOverTo is not null || s.Consent.RefusesRecognition) return null;
        return Earlier(s.Cart.AbandonedDue(o), NextVerdict(s, o));
    }

    /// <summary>When stage or activity falls by itself; null: never.</summary>
    public static Instant? NextVerdict(VisitorState s, VisitorOptions o)
    {
        var due = NextActivity(s, o);
        return s.Stage == LifecycleStage.LoyalCustomer && LoyalUntil(s, o) is { } until ? Earlier(due, until + OneMillisecond) : due;
    }

    // The last moment at which the orders kept make the customer loyal; null: they never do.
    private static Instant? LoyalUntil(VisitorState s, VisitorOptions o)
    {
        var times = s.Spending.OrderTimes;
        if (times.Count < o.Loyalty.Orders || o.Loyalty.Orders < 1) return null;
        var rhythm = s.Spending.MeanGap is { } gap ? o.Loyalty.Gaps * gap.TotalMilliseconds : 0;
        var patience = TimeSpan.FromMilliseconds(Math.Floor(Math.Max(o.Loyalty.Grace.TotalMilliseconds, rhythm)));
        return Instant.Min(times[0] + patience, times[o.Loyalty.Orders - 1] + o.Loyalty.Window);
    }

    private static Instant? NextActivity(VisitorState s, VisitorOptions o)
    {
        Instant? due = null;
        if (s.Activity < Activity.CoolingDown) due = Earlier(due, s.LastSeen + o.Activity.CoolingDown.For(s.Rhythm));
        if (s.Activity < Activity.AtRisk) due = Earlier(due, s.LastSeen + o.Activity.AtRisk.For(s.Rhythm));
        if (s.Activity < Activity.Lapsed) due = Earlier(due, s.LastSeen + o.Activity.Lapsed.For(s.Rhythm));
        return due;
    }

    private static Instant? Earlier(Instant? a, Instant? b) => a is { } x && b is { } y ? Instant.Min(x, y) : a ?? b;
}
