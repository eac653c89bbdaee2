using System.Globalization;
using Recs.Core;
using Recs.Simulation.Events;
using Recs.Simulation.Shops;
using Recs.Simulation.Truth;

namespace Recs.Simulation.Shoppers;

/// <summary>All that a shopper does, in the order of time, and what is true of it.</summary>
public sealed class ShopperStory
{
    private const ulong Part = 3;
    private static readonly TimeSpan NewsletterEvery = TimeSpan.FromDays(30);

    private readonly SimulationOptions _options;
    private readonly Shop _shop;
    private readonly Shopper _shopper;
    private readonly Chance _chance;
    private readonly ProductChoice _choice;
    private readonly IReadOnlyList<string> _friends;
    private readonly List<ShopperEvent> _events = [];
    private readonly List<VisitorTruth> _visitors = [];
    private readonly HashSet<string> _signedIn = new(StringComparer.Ordinal);
    private int _orders;

    private ShopperStory(SimulationOptions options, Shop shop, Circles circles, Shopper shopper)
    {
        (_options, _shop, _shopper, _chance) = (options, shop, shopper, Chance.Of(options.Seed, Part, shopper.Index));
        _choice = new ProductChoice(shopper, shop, circles.FavouritesOf(shopper), _chance);
        _friends = circles.FriendsOf(shopper);
    }

    public Shopper Shopper => _shopper;

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<ShopperEvent> Events { get; private set; } = [];

    /// <summary>Where the last visit begins in <see cref="Events"/>.</summary>
    public int LastVisit { get; private set; }

    /// <summary>The account and each device; the stages go to the end of the simulation.</summary>
    public IReadOnlyList<VisitorTruth> Visitors => _visitors;

    /// <summary>User ids of the friends.</summary>
    public IReadOnlyList<string> Friends => _friends;

    /// <summary>The last sign of life of somebody who is not coming back; null: may come back.</summary>
    public Instant? LeftAt { get; private set; }

    internal static ShopperStory Tell(SimulationOptions options, Shop shop, Circles circles, Shopper shopper)
    {
        var story = new ShopperStory(options, shop, circles, shopper);
        story.Tell(Itinerary.Plan(shopper, options, story._chance));
        return story;
    }

    private void Tell(IReadOnlyList<VisitPlan> visits)
    {
        foreach (var visit in visits) Tell(visit);
        var last = visits[^1].Start;
        if (_shopper.Subscribes) Newsletters(_shopper.Destiny == Destiny.Leaves ? last : _options.End);
        foreach (var visitor in _visitors) visitor.Walk.Passed(_options.End);
        if (_shopper.Destiny is Destiny.Leaves) LeftAt = _events.Where(e => e.Deed is not (SentBack or NewsletterSent)).Max(e => e.Time);

        // Stable: what happens at one moment stays in the order in which it was told.
        var ordered = _events.OrderBy(e => e.Time).ToList();
        var run = _options.RunId;
        Events = [.. ordered.Select((e, i) => e with { MessageId = $"{_options.Prefix}m-{run}-{_shopper.Index}-{i}" })];
        LastVisit = ordered.FindIndex(e => e.Time >= last);
    }

    private void Tell(VisitPlan plan)
    {
        var device = _shopper.Devices[plan.Device];
        var known = _signedIn.Contains(device.Id);
        var truth = Truth(known ? _shopper.UserId! : device.Id);
        truth.Walk.Visited(plan.Start);
        var visit = new Visit(_choice, _shop.AtTheTill, _chance, (time, deed) => Add(time, device, deed), plan.Start);
        var kind = _choice.Kind();
        visit.Arrives(kind);
        if (!known && (plan.SignsUp || (plan.SignsIn && _signedIn.Count > 0))) Identify(visit, device, plan.SignsUp);
        visit.Compares(kind, plan.Buys ? _chance.Between(1, 2) : 1 + _chance.Below(3) / 2 + _chance.Below(2));
        if (plan.Buys) Buys(visit, kind, device);
        else if (_chance.Happens(0.08)) visit.LeavesCart();
        if (_shopper.IsSociable && _chance.Happens(0.1)) visit.Shares();
    }

    private void Identify(Visit visit, Device device, bool signsUp)
    {
        var (at, user) = (visit.Now, _shopper.UserId!);
        Truth(device.Id).Join(user, at);
        _signedIn.Add(device.Id);
        visit.Tell(new Identified(_shopper.Age, _shopper.Gender, _shopper.Region));
        Truth(user).Walk.SignedUp(at);
        visit.Tell(signsUp ? new SignedUp() : new SignedIn());
        if (!signsUp) return;
        foreach (var friend in _friends) visit.Tell(new Befriended(friend));
    }

    private void Buys(Visit visit, ProductKind kind, Device device)
    {
        var orderId = $"{_options.Prefix}o-{_shopper.Index.ToString("D5", CultureInfo.InvariantCulture)}-{++_orders}";
        var lines = visit.Buys(kind, orderId);
        if (lines.Count == 0) return;
        var (at, walk) = (_events[^1].Time, Truth(_signedIn.Contains(device.Id) ? _shopper.UserId! : device.Id).Walk);
        walk.Ordered(at, orderId);

        // A few days later, or as many as are left.
        var back = at + (TimeSpan.FromDays(_chance.Between(3, 12)) is var days && days < (_options.End - at) / 2 ? days : (_options.End - at) / 2);
        if (_shopper.Destiny == Destiny.SendsBack)
        {
            Add(back, null, new SentBack(orderId, lines));
            walk.SentAllBack(back, orderId);
        }
        else if (lines.Count > 1 && _shopper.UserId is not null && _chance.Happens(0.06))
        {
            Add(back, null, new SentBack(orderId, [_chance.Of(lines)]));
        }
    }

    private void Newsletters(Instant until)
    {
        if (_visitors.Find(v => v.Id == _shopper.UserId)?.Walk.Reached is not [var first, ..]) return;
        for (var (i, at) = (1, _options.Start + NewsletterEvery); at < until; i++, at += NewsletterEvery)
        {
            if (at < first.At) continue;
            Add(at, null, new NewsletterSent($"newsletter-{i}"));
            var opened = at + TimeSpan.FromMinutes(_chance.Between(5, 900));
            if (opened < until && _chance.Happens(0.3)) Add(opened, null, new NewsletterOpened($"newsletter-{i}"));
        }
    }

    private VisitorTruth Truth(string id)
    {
        if (_visitors.Find(v => v.Id == id) is { } known) return known;
        var truth = new VisitorTruth(id);
        _visitors.Add(truth);
        return truth;
    }

    // Without a device the shop does it, for somebody it knows.
    private void Add(Instant time, Device? device, Deed deed)
    {
        var user = device is null || _signedIn.Contains(device.Id) ? _shopper.UserId : null;
        _events.Add(new ShopperEvent(time, "", device, user, deed));
    }
}
