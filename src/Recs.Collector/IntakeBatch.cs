using System.Text.Json;
using Recs.Collector.Bodies;
using Recs.Collector.Bots;
using Recs.Collector.Catalog;
using Recs.Collector.Consent;
using Recs.Collector.Identity;
using Recs.Collector.Mapping;
using Recs.Collector.Placements;
using Recs.Collector.Privacy;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;

namespace Recs.Collector;

/// <summary>The events of one request on their way to the log. Does no input or output of its own.</summary>
internal sealed class IntakeBatch
{
    private readonly EventBody _body;
    private readonly IntakeContext _context;
    private readonly CollectorOptions _options;
    private readonly RunawayWatch _runaways;
    private readonly RecentMessages _anonymous;
    private readonly EventMapper _mapper;
    private readonly List<MappedEvent> _mapped;
    private readonly List<RejectedEvent> _rejected = [];
    private readonly List<DeadLetter> _letters = [];
    private Dictionary<VisitorId, VisitorId>? _visitors;
    private HashSet<(VisitorId Visitor, string MessageId)>? _seen;
    private HashSet<Guid>? _lists;
    private int _duplicates;
    private int _redacted;
    private int _accepted;
    private int _withheld;
    private int _bots;
    private bool _recognised;
    private bool _refused;
    private bool _tookOffer;
    private bool _withdrawn;

    public IntakeBatch(EventBody body, IntakeContext context, FilingRules filing, RunawayWatch runaways, RecentMessages anonymous, CollectorOptions options)
    {
        _runaways = runaways;
        _anonymous = anonymous;
        _body = body;
        _context = context;
        _options = options;
        _mapper = new EventMapper(options, filing, context, Envelope.Of(body));
        _mapped = new List<MappedEvent>(body.Events.Count);
    }

    /// <summary>Items of which some line lacks something; null: none.</summary>
    public HashSet<ItemId>? Lacking { get; private set; }

    /// <summary>Anonymous ids that may be aliases, each once; null: none.</summary>
    public List<VisitorId>? Unresolved { get; private set; }

    /// <summary>Lists of recommendations that events are about; null: none.</summary>
    public IReadOnlyCollection<Guid>? Lists => _lists;

    public IReadOnlyList<DeadLetter> Letters => _letters;

    public IntakeResult Result => new(_accepted, _duplicates, _redacted, _rejected)
    {
        Withheld = _withheld,
        Bots = _bots,
        IssuedVisitor = _tookOffer && !_withdrawn ? _context.OfferedVisitor : null,
        RecognitionRefused = _withdrawn || (_refused && !_recognised),
    };

    /// <summary>Reads every event, and finds out what has to be looked up for them.</summary>
    public void Map()
    {
        for (var i = 0; i < _body.Events.Count; i++)
        {
            if (_mapper.TryMap(i, _body.Events[i], _body.Json, _mapped) is { } problem)
                Reject(i, _mapper.MessageId, problem, _mapper.Purposes.Personalisation);
            else if (_mapper.Withheld) _withheld++;
            _refused |= !_mapper.Purposes.Personalisation;
            _recognised |= _mapper.Purposes.Personalisation;

            // Of several changes of consent the last counts.
            if (_mapper.Recognition is { } given) _withdrawn = !given;
        }

        foreach (var mapped in _mapped) LookUp(mapped);
    }

    /// <summary>Takes out what names an erased visitor. Nothing of it is kept, in dead letters neither.</summary>
    public void Refuse(RefusedIds refused)
    {
        _letters.RemoveAll(letter => ErasedMentions.In(letter.Body, _context.Site, refused));
        for (var i = _mapped.Count - 1; i >= 0; i--)
        {
            var mapped = _mapped[i];
            if (!ErasedMentions.In(mapped, _context.Site, refused)) continue;
            _mapped.RemoveAt(i);
            _rejected.Add(new RejectedEvent(mapped.Index, null, IntakeCode.ErasedVisitor, "An id of this event is an erased visitor's; it is refused for a while, and nothing of it was kept."));
        }
    }

    /// <summary>Records of what is accepted, in the order of the request.</summary>
    public List<NewRecord> Assemble(
        IReadOnlyDictionary<ItemId, CatalogItem>? catalog, IReadOnlyDictionary<Guid, string>? places, IReadOnlyList<VisitorId> canonical, int partitions)
    {
        for (var i = 0; i < canonical.Count; i++) _visitors![Unresolved![i]] = canonical[i];
        var records = new List<NewRecord>(_mapped.Count);
        var (isLeftOut, isBot) = (false, false);
        foreach (var mapped in _mapped)
        {
            // Of an event that is several records the first speaks for all.
            var isFirst = mapped.Turn == 1;
            if (!isFirst && isLeftOut) continue;
            var @event = catalog is null or { Count: 0 } ? mapped.Event : LineCompletion.Complete(mapped.Event, catalog);
            if (places is { Count: > 0 }) @event = ListPlaces.Stamp(@event, places);
            isLeftOut = mapped.NeedsPrices && !TryValue(mapped, ref @event);
            if (isLeftOut) continue;
            isLeftOut = isFirst && mapped.OwnMessageId && IsRepeat(mapped.Filing.Visitor, @event.Header.MessageId);
            if (isLeftOut)
            {
                _duplicates++;
                continue;
            }

            if (isFirst) isBot = IsBot(mapped, @event.Header);
            if (isBot && !@event.Header.Bot) @event = @event with { Header = @event.Header with { Bot = true } };
            records.Add(Record(mapped, @event, partitions));
            _redacted += mapped.Redacted;
            _tookOffer |= mapped.Filing.Device is { } device && ReferenceEquals(device, _context.OfferedVisitor);
            if (!isFirst) continue;
            _accepted++;
            if (isBot) _bots++;
        }

        _rejected.Sort((a, b) => a.Index.CompareTo(b.Index));
        return records;
    }

    /// <summary>The records are in the log.</summary>
    public void Appended()
    {
        foreach (var mapped in _mapped)
        {
            if (mapped is { OwnMessageId: true, Turn: 1 } && mapped.Filing.Visitor.IsAnonymousEvent) _anonymous.Add(_context.Site, mapped.Event.Header.MessageId);
        }
    }

    /// <summary>The records did not get into the log; the sender will send them again.</summary>
    public void GiveBack()
    {
        foreach (var mapped in _mapped)
        {
            if (IsWatched(mapped)) _runaways.GiveBack(_context.Site, mapped.Filing.PublicId!);
        }
    }

    private bool IsRepeat(VisitorId visitor, string messageId) =>
        (_mapped.Count > 1 && !(_seen ??= []).Add((visitor, messageId)))
        || (visitor.IsAnonymousEvent && _anonymous.Contains(_context.Site, messageId));

    private bool IsBot(in MappedEvent mapped, EventHeader header) =>
        (IsWatched(mapped) && _runaways.IsRunaway(_context.Site, mapped.Filing.PublicId!, mapped.Unclamped)) || header.Bot;

    private bool IsWatched(in MappedEvent mapped) =>
        mapped.Turn == 1 && !_context.Trusted && _context.Policy.MarksBots && mapped.Filing.PublicId is not null;

    private void LookUp(in MappedEvent mapped)
    {
        LineCompletion.Collect(mapped.Event, Lacking ??= []);
        ListPlaces.Collect(mapped.Event, ref _lists);
        if (!mapped.Filing.Resolve || !(_visitors ??= []).TryAdd(mapped.Filing.Visitor, mapped.Filing.Visitor)) return;
        (Unresolved ??= []).Add(mapped.Filing.Visitor);
    }

    private bool TryValue(in MappedEvent mapped, ref VisitorEvent @event)
    {
        var fields = new FieldReader(_options.Quantity);
        var order = (OrderCompleted)@event;
        @event = OrderMaps.Valued(fields, order, OrderValue.OfLines(order.Items, order.Currency));
        if (fields.Problem is not { } problem) return true;
        Reject(mapped.Index, mapped.OwnMessageId ? order.Header.MessageId : null, problem, withIds: !mapped.Filing.Visitor.IsAnonymousOrder);
        return false;
    }

    private NewRecord Record(in MappedEvent mapped, VisitorEvent @event, int partitions)
    {
        var visitor = mapped.Filing.Visitor;
        if (mapped.Filing.Resolve && _visitors![visitor] is var user && user != visitor)
        {
            @event = @event with { Header = @event.Header with { AnonymousId = mapped.Filing.Device } };
            visitor = user;
        }

        var logTime = _context.Historical ? @event.Header.Time : _context.ReceivedAt;
        var record = new LogRecord(_context.Site, visitor, logTime, _context.Historical, @event);
        return new NewRecord(Partitioner.Of(_context.Site, visitor, partitions), LogRecordCodec.Encode(record));
    }

    private void Reject(int index, string? messageId, Problem problem, bool withIds)
    {
        _rejected.Add(new RejectedEvent(index, messageId, problem.Code, problem.Message));
        var kept = Kept(_body.Events[index], problem, withIds);
        _letters.Add(new DeadLetter(_context.Site, _context.ReceivedAt, problem.Code.Text(), problem.Message, messageId, kept));
    }

    private string Kept(BodySlice slice, Problem problem, bool withIds)
    {
        var json = slice.Of(_body.Json);
        if (_mapper.Unreadable(slice, json.Span) is not null) return CleanedEvent.Unreadable(json.Span, problem.Message);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = _options.Depth });
        return CleanedEvent.Of(document.RootElement, _context.KeptParameters, withIds);
    }
}
