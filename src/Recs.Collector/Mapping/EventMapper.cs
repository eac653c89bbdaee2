using System.Globalization;
using System.Text.Json;
using Recs.Collector.Bodies;
using Recs.Collector.Consent;
using Recs.Collector.Identity;
using Recs.Collector.Reading;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>
/// Turns one event's JSON into an event of the domain, or says what is wrong with it. Serves one request; not for several
/// threads.
/// </summary>
internal sealed class EventMapper(CollectorOptions options, FilingRules filing, IntakeContext context, Section envelope)
{
    private readonly HeaderReader _headers = new(options);
    private readonly EventSource _source = new(new FieldReader(options.Quantity), context, envelope);
    private readonly int _mostBytes = options.LimitsOf(context.Key).EventBytes;
    private readonly JsonDocumentOptions _json = new() { MaxDepth = options.Depth };

    /// <summary>The sender's id of the event mapped last, if it could be read.</summary>
    public string? MessageId { get; private set; }

    /// <summary>The event mapped last must not be kept: its visitor does not allow it.</summary>
    public bool Withheld { get; private set; }

    /// <summary>What the visitor of the event mapped last allows; nothing where that could not be read.</summary>
    public Purposes Purposes { get; private set; }

    /// <summary>What a change of consent says of being recognised: given or withdrawn; null: nothing, or no such change.</summary>
    public bool? Recognition { get; private set; }

    /// <summary>Maps the event and adds its records; a problem, and no record, where it is refused.</summary>
    public Problem? TryMap(int index, BodySlice slice, ReadOnlyMemory<byte> body, List<MappedEvent> records)
    {
        MessageId = null;
        (Withheld, Purposes, Recognition) = (false, Purposes.None, null);
        var json = slice.Of(body);
        if (Unreadable(slice, json.Span) is { } unreadable) return unreadable;
        using var document = JsonDocument.Parse(json, _json);
        var before = records.Count;
        if (Map(index, document.RootElement, records) is not { } problem) return null;
        records.RemoveRange(before, records.Count - before);
        return problem;
    }

    /// <summary>Why the text of an event must not even be read; null: it may be.</summary>
    public Problem? Unreadable(BodySlice slice, ReadOnlySpan<byte> json) =>
        Readable.Check("event", slice, json, _mostBytes, options.Depth);

    private Problem? Map(int index, JsonElement json, List<MappedEvent> records)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Problem.At(IntakeCode.NotAnObject, "event", "a JSON object", FieldReader.Raw(json));
        _source.Open(new Section(json, ""));
        var fields = _source.Fields;
        var purposes = ConsentReader.Of(_source, envelope);
        Purposes = _source.Purposes = purposes ?? Purposes.None;
        MessageId = fields.Id(_source.Root, Names.MessageId, IdRule.MessageBytes);
        var row = EventVocabulary.Of(fields, _source.Root, context.Method);
        if (Withheld = purposes is not null && !ConsentRules.MayKeep(Purposes, row?.Kind, context.Trusted)) return null;
        var when = _headers.Time(_source);
        if (row is null || fields.Problem is not null) return fields.Problem;
        _source.Speak(row.Dialect);
        _source.Header = HeaderReader.Header(_source, MessageId ?? Issue(index), when);
        var filed = filing.Of(_source, row.Kind);
        if (row.Kind == EventKind.ConsentChanged) Recognition = ConsentReader.RecognitionOf(_source);
        if (Withheld = filed.Withheld) return null;
        _source.Header = HeaderReader.With(_source.Header, filed);
        _source.Proven = filed.Proven;
        if (fields.Problem is not null) return fields.Problem;
        if (ItemTurns.AreTaken(_source, row.Spread)) TakeTurns(index, row, filed, when, records);
        else Add(index, turn: 1, row, filed, when, records);
        return fields.Problem;
    }

    private void TakeTurns(int index, VocabularyRow row, in Filing filed, in EventMoment when, List<MappedEvent> records)
    {
        var (header, turn) = (_source.Header, 0);
        foreach (var item in ItemTurns.Of(_source, row.Spread))
        {
            _source.Product = item;
            _source.Header = header with { MessageId = ItemTurns.MessageId(header.MessageId, ++turn) };
            Add(index, turn, row, filed, when, records);
            if (_source.Fields.Problem is not null) return;
        }
    }

    private void Add(int index, int turn, VocabularyRow row, in Filing filed, in EventMoment when, List<MappedEvent> records)
    {
        var @event = ConsentReader.Under(context, row.Map(_source));
        records.Add(new MappedEvent(index, turn, @event, filed, _source.Fields.TakeRedacted(), _source.NeedsPrices, MessageId is not null, when.Unclamped));
    }

    private string Issue(int index) => context.IssuedIds is { } ids
        ? string.Create(CultureInfo.InvariantCulture, $"{ids}:{index}")
        : Guid.CreateVersion7(context.ReceivedAt.ToDateTimeOffset()).ToString();
}
