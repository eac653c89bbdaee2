using Recs.Core;

namespace Recs.Simulation.Shoppers;

/// <summary>A shopper's visits, planned from the destiny: what they will come to is settled before anything happens.</summary>
internal sealed class Itinerary
{
    // Customers who bought this long ago are no longer loyal, whatever their rhythm; a little more, to be safe.
    private const double GraceDays = 32;
    private const double ShortestGapDays = 0.1;
    private static readonly TimeSpan LongestVisit = TimeSpan.FromHours(1);

    private readonly Shopper _shopper;
    private readonly SimulationOptions _options;
    private readonly Chance _chance;
    private readonly List<VisitPlan> _visits = [];
    private bool _signedUp;

    private Itinerary(Shopper shopper, SimulationOptions options, Chance chance) => (_shopper, _options, _chance) = (shopper, options, chance);

    /// <summary>The visits in order, within the days of the simulation; at least one.</summary>
    public static IReadOnlyList<VisitPlan> Plan(Shopper shopper, SimulationOptions options, Chance chance)
    {
        var plan = new Itinerary(shopper, options, chance);
        switch (shopper.Destiny)
        {
            case Destiny.PassesBy: plan.Looks(1); break;
            case Destiny.Returns: plan.Looks(2 + chance.Below(3)); break;
            case Destiny.SignsUp: plan.SignsUp(); break;
            case Destiny.BuysAsGuest: plan.BuysAsGuest(); break;
            case Destiny.Buys: plan.Buys(chance.Happens(0.35) ? 2 : 1); break;
            case Destiny.SendsBack: plan.Buys(1); break;
            case Destiny.StaysLoyal: plan.StaysLoyal(); break;
            case Destiny.Leaves: plan.Leaves(); break;
        }

        return plan._visits;
    }

    private double Days => _options.Days;

    private Instant LastStart => _options.End - LongestVisit;

    // Visits so many days apart that the last one still falls into the simulation.
    private void Looks(int visits)
    {
        var gap = Gap(8, visits);
        for (var (i, at) = (0, Beginning(gap * visits)); i < visits; i++, at += Jitter(gap)) Visit(at, default);
    }

    private void SignsUp()
    {
        var (visits, gap) = (1 + _chance.Below(4), Gap(8, 4));
        var signUp = _chance.Below(Math.Min(visits, 3));
        for (var (i, at) = (0, Beginning(gap * visits)); i < visits; i++, at += Jitter(gap)) Visit(at, new VisitPlan { SignsUp = i == signUp });
    }

    private void BuysAsGuest()
    {
        var (visits, gap) = (1 + _chance.Below(2), Gap(5, 2));
        for (var (i, at) = (0, Beginning(gap * visits)); i < visits; i++, at += Jitter(gap)) Visit(at, new VisitPlan { Buys = i == visits - 1 });
    }

    private void Buys(int orders)
    {
        // What is sent back needs some days after the order.
        var gap = Gap(_shopper.RhythmDays, (2 * orders) + 2);
        var at = Beginning(gap * ((2 * orders) + 1));
        for (var i = 0; i < orders; i++) at = Order(at, gap);
        if (_shopper.Destiny == Destiny.Buys && _chance.Happens(0.4)) Visit(at, new VisitPlan { SignsIn = true });
    }

    private void StaysLoyal()
    {
        var gap = Gap(_shopper.RhythmDays, 5);
        for (var at = Beginning(gap * 4.7); at < Days - 0.05;) at = Order(at, gap);
    }

    private void Leaves()
    {
        var orders = 3 + _chance.Below(3);
        var gap = Math.Max(ShortestGapDays, Math.Min(_shopper.RhythmDays, (Days - GraceDays - 4) / ((orders * 1.3) + 1)));
        var patience = Math.Max(GraceDays, 2.6 * gap);
        var at = Beginning((gap * orders * 1.3) + patience);
        for (var i = 0; i < orders; i++) at = Order(at, gap);
    }

    // Perhaps a look around first, then an order; returns when the next may come.
    private double Order(double at, double gap)
    {
        if (_chance.Happens(_signedUp ? 0.35 : 0.6)) Visit(at - (gap * (0.15 + (0.3 * _chance.Next()))), new VisitPlan { SignsUp = !_signedUp && _chance.Happens(0.3), SignsIn = true });
        Visit(at, new VisitPlan { SignsUp = !_signedUp, SignsIn = true, Buys = true });
        return at + Jitter(gap);
    }

    private double Gap(double usual, int gaps) => Math.Max(ShortestGapDays, Math.Min(usual, Days / gaps));

    private double Jitter(double gap) => gap * (0.8 + (0.4 * _chance.Next()));

    // The day of the first visit, early enough for what is to come in so many days.
    private double Beginning(double needed) => 0.05 + (_chance.Next() * Math.Max(0, Days - needed - 0.1));

    private void Visit(double day, VisitPlan plan)
    {
        var start = Time(day);
        if (_visits.Count > 0) start = Instant.Max(start, _visits[^1].Start + TimeSpan.FromHours(2));
        _signedUp |= plan.SignsUp;
        if (start > LastStart && _visits.Count > 0)
        {
            // There is no time left to come again, so what was meant to happen then happens now.
            _visits[^1] = _visits[^1] with { SignsUp = _visits[^1].SignsUp || plan.SignsUp, Buys = _visits[^1].Buys || plan.Buys, SignsIn = _visits[^1].SignsIn || plan.SignsIn };
            return;
        }

        start = Instant.Min(start, LastStart);
        _visits.Add(plan with { Start = start, Device = Device() });
    }

    private int Device() => _shopper.Devices.Count > 1 && _visits.Count > 0 && _chance.Happens(0.3) ? 1 : 0;

    // Near the shopper's hour of that day, unless all happens within a few days.
    private Instant Time(double day)
    {
        if (Days < 30) return _options.Start + TimeSpan.FromDays(Math.Max(0, day));
        var hour = Math.Clamp(_shopper.Hour + _chance.Normal(0, 0.8), 0.1, 23.4);
        return _options.Start + TimeSpan.FromDays(Math.Max(0, Math.Floor(day))) + TimeSpan.FromHours(hour);
    }
}
