using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Several visitors whose records reach one another as through the log: in order, each stored and read again on its way.</summary>
internal sealed class Household
{
    private readonly Dictionary<VisitorId, VisitorGrain> _grains = [];
    private readonly Queue<LogRecord> _log = [];
    private int _messages;

    public Instant Now { get; private set; } = Shopper.Start;

    public VisitorOptions Options { get; init; } = VisitorOptions.Default;

    public List<VisitorChange> Changes { get; } = [];

    /// <summary>Every record that owners asked for, in order.</summary>
    public List<LogRecord> Asked { get; } = [];

    /// <summary>Records that owners asked for are delivered this often.</summary>
    public int Deliveries { get; init; } = 1;

    public VisitorState this[string id] => Grain(id).State;

    public Household AfterMinutes(double minutes)
    {
        Now += TimeSpan.FromMinutes(minutes);
        return this;
    }

    public EventHeader Header(string? message = null) => new(message ?? $"m{++_messages}", Now) { Trusted = true };

    public Household Page(string visitor, string path = "/", string? message = null) => Send(visitor, new PageViewed(HeaderOf(visitor, message), path));

    public Household Order(string visitor, string order, decimal total) => Send(visitor, new OrderCompleted(HeaderOf(visitor), order, "EUR", total, []));

    public Household Identify(string visitor, string user, string? message = null, params Trait[] traits) =>
        Send(visitor, new Identified(Header(message), user, true, [.. traits]));

    public Household Send(string visitor, VisitorEvent e)
    {
        Hold(visitor, e);
        return Deliver();
    }

    /// <summary>Puts an event into the log without delivering anything yet.</summary>
    public void Hold(string visitor, VisitorEvent e) => _log.Enqueue(new LogRecord(SiteId.Default, new VisitorId(visitor), Now, false, e));

    /// <summary>Delivers until nothing is left; records that go round for ever fail the test.</summary>
    public Household Deliver()
    {
        for (var steps = 0; _log.TryDequeue(out var record); steps++)
        {
            Assert.True(steps < 200, "Records go round for ever.");
            var effects = new VisitorEffects();
            Grain(record.Visitor.Value).Apply(LogRecordCodec.Decode(LogRecordCodec.Encode(record)), Now, Options, effects);
            Changes.AddRange(effects.Changes);
            Asked.AddRange(effects.Records);
            for (var i = 0; i < Deliveries; i++) effects.Records.ForEach(_log.Enqueue);
        }

        return this;
    }

    // Whoever is not called a device is a user of whom the shop itself speaks.
    private EventHeader HeaderOf(string visitor, string? message = null) =>
        Header(message) with { OfUser = !visitor.StartsWith("device", StringComparison.Ordinal) && !visitor.StartsWith("id-", StringComparison.Ordinal) };

    public VisitorGrain Grain(string id)
    {
        var key = new VisitorKey(SiteId.Default, new VisitorId(id));
        if (_grains.TryGetValue(key.Visitor, out var grain)) return grain;
        return _grains[key.Visitor] = new VisitorGrain(key, new VisitorState(), OrderBook.Empty());
    }
}
