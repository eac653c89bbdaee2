using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

/// <summary>
/// Everything that can happen to two shops at once: visits, late events, repeats, handovers between partitions, refunds
/// before orders, orders without a person, bots, changed options and quiet days. One seed, one story.
/// </summary>
internal sealed class MixedTraffic(int seed)
{
    private static readonly SiteId[] Sites = [SiteId.Default, SiteId.Default, new("south")];
    private static readonly string[] Currencies = ["EUR", "EUR", "EUR", "USD"];

    private static readonly VisitorOptions[] Options =
    [
        VisitorOptions.Default,
        new() { CartAbandonedAfter = TimeSpan.FromMinutes(5), SessionIdle = TimeSpan.FromMinutes(10), HalfLife = TimeSpan.FromDays(7) },
        new() { CartAbandonedAfter = TimeSpan.FromHours(3), BaseCurrency = "USD", TimeZone = "America/New_York" },
    ];

    private readonly Random _random = new(seed);
    private readonly List<LogRecord> _recent = [];
    private readonly List<string> _promisedOrders = [];
    private int _orders;
    private int _messages;

    /// <summary>How often each notable thing happened.</summary>
    public SortedDictionary<string, int> Happened { get; } = [];

    /// <summary>Records received at one moment, a few at a time.</summary>
    public IEnumerable<LogRecord> Next(int count, Instant now)
    {
        for (; count > 0; count--)
        {
            if (_random.Next(40) == 0 && _recent.Count > 0)
            {
                Count("repeats");
                yield return _recent[_random.Next(_recent.Count)] with { LogTime = now };
                continue;
            }

            // Senders share the clock of receipt only roughly.
            var received = _random.Next(30) == 0 ? now - TimeSpan.FromMilliseconds(_random.Next(3_000)) : now;
            var record = Record(received);
            _recent.Add(record);
            if (_recent.Count > 300) _recent.RemoveAt(0);
            yield return record;
        }
    }

    public LogRecord ChangedOptions(Instant now)
    {
        Count("changed options");
        var header = new EventHeader($"options-{++_messages}", now) { Trusted = true };
        return new LogRecord(Pick(Sites), VisitorId.None, now, false, new OptionsChanged(header, Pick(Options).ToJson()));
    }

    /// <summary>Mostly hours, sometimes weeks.</summary>
    public TimeSpan Quiet() => _random.Next(4) == 0 ? TimeSpan.FromDays(_random.Next(10, 60)) : TimeSpan.FromHours(_random.Next(1, 48));

    private LogRecord Record(Instant received)
    {
        var late = _random.Next(12) == 0;
        if (late) Count("late");
        var time = late ? received - TimeSpan.FromMilliseconds(_random.Next(7 * 24 * 3_600_000)) : received;
        var header = new EventHeader($"m{seed}-{++_messages}", time)
        {
            Trusted = _random.Next(3) == 0,
            Bot = _random.Next(100) == 0,
            Device = (DeviceClass)_random.Next(5),
            TimeZone = _random.Next(10) == 0 ? "Asia/Tokyo" : null,
            PageViewId = _random.Next(2) == 0 ? $"page-{_random.Next(1_000)}" : null,
        };
        var site = Pick(Sites);
        return _random.Next(60) == 0 ? Anonymous(site, received, header) : new LogRecord(site, Visitor(), received, false, Event(header));
    }

    // Some file under the device although it has been handed over, some under the user.
    private VisitorId Visitor() => new(_random.Next(3) == 0 ? $"user-{_random.Next(250)}" : $"device-{_random.Next(900)}");

    private LogRecord Anonymous(SiteId site, Instant received, EventHeader header)
    {
        if (_random.Next(3) == 0)
        {
            Count("anonymous events");
            return new LogRecord(site, VisitorId.ForAnonymousEvent(header.MessageId), received, false, Event(header));
        }

        Count("anonymous orders");
        var id = $"anonymous-{_random.Next(2_000)}";
        VisitorEvent e = _random.Next(4) == 0
            ? new OrderRefunded(header, id, null, _random.Next(2) == 0 ? 5 : null, [])
            : new OrderCompleted(header, id, Pick(Currencies), 20, [Line(), Line()]);
        return new LogRecord(site, VisitorId.ForAnonymousOrder(id), received, false, e);
    }

    private VisitorEvent Event(EventHeader header) => _random.Next(100) switch
    {
        < 18 => new PageViewed(header, $"/{_random.Next(400)}"),
        < 26 => new PageEngaged(header, TimeSpan.FromMilliseconds(_random.Next(1, 60_000)), null) { Item = Line() },
        < 28 => new ContentViewed(header, (ContentForm)_random.Next(5)),
        < 56 => new ProductViewed(header, Line()),
        < 60 => new ProductListViewed(header, "list", "Home", [Line(), Line()]),
        < 64 => new ProductClicked(header, Line()),
        < 66 => new ProductsSearched(header, "mug"),
        < 71 => new WishlistAdded(header, Line()),
        < 74 => new WishlistRemoved(header, Line()),
        < 83 => new CartAdded(header, Line() with { Quantity = _random.Next(1, 4) }),
        < 86 => new CartRemoved(header, Line() with { Quantity = _random.Next(2) == 0 ? int.MaxValue : 1 }),
        < 87 => new CheckoutStarted(header, null, [Line()]),
        < 92 => new OrderCompleted(header, OrderId(), Pick(Currencies), _random.Next(1, 200), [Line(), Line() with { Quantity = 3 }]),
        < 95 => Refund(header),
        < 96 => new SignedUp(header, null),
        < 97 => new Identified(header, $"user-{_random.Next(250)}", false, [new Trait("age", TraitType.Number, $"{_random.Next(99)}")]),
        _ => Identify(header),
    };

    private Identified Identify(EventHeader header)
    {
        Count("proven identities");
        // Now and then a user is identified as another, or as one of the devices.
        var user = _random.Next(40) == 0 ? $"device-{_random.Next(900)}" : $"user-{_random.Next(250)}";
        return new Identified(header with { Trusted = true, Bot = false }, user, true, [new Trait("city", TraitType.Text, $"city {_random.Next(9)}")]);
    }

    private OrderRefunded Refund(EventHeader header)
    {
        var early = _random.Next(3) == 0;
        var order = early ? $"promised-{++_orders}" : $"order-{_random.Next(Math.Max(1, _orders - 50), _orders + 1)}";
        if (early)
        {
            Count("refunds before orders");
            _promisedOrders.Add(order);
        }

        return new OrderRefunded(header, order, _random.Next(5) == 0 ? Pick(Currencies) : null, _random.Next(3) == 0 ? null : _random.Next(1, 50), []);
    }

    private string OrderId()
    {
        if (_promisedOrders.Count == 0 || _random.Next(2) == 0) return $"order-{++_orders}";
        var at = _random.Next(_promisedOrders.Count);
        var order = _promisedOrders[at];
        _promisedOrders.RemoveAt(at);
        return order;
    }

    private ItemLine Line()
    {
        var item = (int)Math.Sqrt(_random.Next(160_000));
        return new ItemLine(new ItemId($"item-{item}"))
        {
            Category = $"Top {item % 7} > Leaf {item % 40}",
            Brand = $"Brand {item % 23}",
            Price = _random.Next(20) == 0 ? null : 1 + (item % 90) + 0.5m,
            Currency = _random.Next(10) == 0 ? "USD" : null,
        };
    }

    private void Count(string what) => Happened[what] = Happened.GetValueOrDefault(what) + 1;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
