using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>One visitor of a test: sends events at a clock the test moves, and remembers what came of them.</summary>
internal sealed class Shopper(string id = "ann", VisitorOptions? options = null)
{
    /// <summary>Monday, 2 March 2026, 10:00 UTC.</summary>
    public static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    private int _messages;

    public VisitorKey Key { get; } = new(SiteId.Default, new VisitorId(id));

    public VisitorGrain Grain { get; private set; } = new(new VisitorKey(SiteId.Default, new VisitorId(id)), new VisitorState(), OrderBook.Empty());

    public VisitorOptions Options { get; set; } = options ?? VisitorOptions.Default;

    public Instant Now { get; private set; } = Start;

    public VisitorEffects Effects { get; } = new();

    public VisitorState State => Grain.State;

    public List<VisitorChange> Changes => Effects.Changes;

    public byte[] Bytes => VisitorStateCodec.Encode(State);

    /// <summary>The changes of one kind as <c>old → new</c>.</summary>
    public IEnumerable<string> Told(VisitorChangeKind kind) => Changes.Where(c => c.Kind == kind).Select(c => $"{c.Old} → {c.New}");

    /// <summary>The clock moves without anything happening.</summary>
    public Shopper After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Shopper AfterDays(double days) => After(TimeSpan.FromDays(days));

    public Shopper AfterMinutes(double minutes) => After(TimeSpan.FromMinutes(minutes));

    /// <summary>The clock moves and timers pass.</summary>
    public Shopper Wait(TimeSpan time)
    {
        Now += time;
        Grain.Advance(Now, Options, Effects);
        return this;
    }

    public EventHeader Header(TimeSpan? late = null, string? message = null) =>
        new(message ?? $"{Key.Visitor.Value}-{++_messages}", Now - (late ?? TimeSpan.Zero)) { AnonymousId = "device" };

    /// <summary>Applies an event now.</summary>
    public ApplyResult Send(VisitorEvent e) => Grain.Apply(Record(e), Now, Options, Effects);

    public LogRecord Record(VisitorEvent e) => new(Key.Site, Key.Visitor, Now, false, e);

    public Shopper Page(string path = "/", TimeSpan? late = null)
    {
        Send(new PageViewed(Header(late), path));
        return this;
    }

    public Shopper View(string item, decimal? price = null, string? category = null, string? brand = null, TimeSpan? late = null)
    {
        Send(new ProductViewed(Header(late), Line(item, price, category, brand)));
        return this;
    }

    public Shopper Engage(double seconds, string? page = null, ItemLine? item = null, string? category = null, TimeSpan? late = null)
    {
        Send(new PageEngaged(Header(late) with { PageViewId = page }, TimeSpan.FromSeconds(seconds), category) { Item = item });
        return this;
    }

    public Shopper Add(string item, int quantity = 1, decimal? price = null, TimeSpan? late = null)
    {
        Send(new CartAdded(Header(late), Line(item, price) with { Quantity = quantity }));
        return this;
    }

    public Shopper Remove(string item, int quantity = int.MaxValue, TimeSpan? late = null)
    {
        Send(new CartRemoved(Header(late), Line(item) with { Quantity = quantity }));
        return this;
    }

    public Shopper Wish(string item, TimeSpan? late = null)
    {
        Send(new WishlistAdded(Header(late), Line(item)));
        return this;
    }

    public Shopper Unwish(string item, TimeSpan? late = null)
    {
        Send(new WishlistRemoved(Header(late), Line(item)));
        return this;
    }

    public ApplyResult Order(string orderId, decimal total, string currency = "EUR", TimeSpan? late = null, string? message = null, bool trusted = true, params ItemLine[] lines) =>
        Send(new OrderCompleted(Header(late, message) with { Trusted = trusted }, orderId, currency, total, [.. lines]));

    public ApplyResult Refund(string? orderId, decimal? amount, string? currency = null, TimeSpan? late = null, string? message = null, bool trusted = true) =>
        Send(new OrderRefunded(Header(late, message) with { Trusted = trusted }, orderId, currency, amount, []));

    public ApplyResult Identify(string userId, bool proven, params Trait[] traits) =>
        Send(new Identified(Header() with { Trusted = proven }, userId, proven, [.. traits]));

    public decimal Net(string currency = "EUR") => State.Spending.ByCurrency.GetValueOrDefault(currency).Net;

    public long OrdersIn(string currency = "EUR") => State.Spending.ByCurrency.GetValueOrDefault(currency).Orders;

    public double Category(string path) =>
        State.Decay.ShortValue(State.Categories.Entries.SingleOrDefault(c => c.Key == Hash64.Of(path)).Weight, State.LastSeen);

    /// <summary>Stores and reads everything, as a restart does.</summary>
    public Shopper Restart()
    {
        var book = OrderBook.Of(Grain.Orders.Entries.Select(o => new Recs.Core.Streaming.StoredOrder(o.Key, o.Value.Encode())));
        Grain = new VisitorGrain(Key, VisitorStateCodec.Decode(Bytes), book);
        return this;
    }

    public static ItemLine Line(string item, decimal? price = null, string? category = null, string? brand = null) =>
        new(new ItemId(item)) { Price = price, Category = category, Brand = brand };
}
