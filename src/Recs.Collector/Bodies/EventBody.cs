using System.Text.Json;

namespace Recs.Collector.Bodies;

/// <summary>A body cut into its events, none of which has been read yet.</summary>
internal sealed class EventBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly int _most;
    private int _lists;

    private EventBody(ReadOnlyMemory<byte> json, int mostEvents)
    {
        Json = json;
        _most = mostEvents;
    }

    /// <summary>The body without a byte order mark; slices refer to it.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public List<BodySlice> Events { get; } = [];

    /// <summary>What is said of all events, where they came in a batch that says something.</summary>
    public Envelope? Envelope { get; private set; }

    /// <summary>One event, an array of them, or an object with <c>batch</c> or <c>events</c>.</summary>
    public static EventBody? Cut(ReadOnlyMemory<byte> body, int mostEvents, out RequestError? error)
    {
        var cut = new EventBody(WithoutMark(body), mostEvents);
        try
        {
            error = cut.Cut();
        }
        catch (JsonException e)
        {
            error = JsonErrors.Describe(e);
        }

        return error is null ? cut : null;
    }

    internal static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    private RequestError? Cut()
    {
        var scanner = new BodyScanner(Json.Span);
        scanner.Read();
        var error = scanner.Token switch
        {
            JsonTokenType.StartArray => List(ref scanner),
            JsonTokenType.StartObject => Object(ref scanner),
            _ => Shape("a single value"),
        };
        if (error is not null) return error;
        scanner.Read();
        return null;
    }

    private RequestError? Object(ref BodyScanner scanner)
    {
        var depth = 1;
        var bad = false;
        while (scanner.Read() && scanner.Token != JsonTokenType.EndObject)
        {
            bad |= scanner.HasBadEscape();
            var isList = scanner.IsNamed("batch"u8) || scanner.IsNamed("events"u8);
            var field = isList ? -1 : Envelope.FieldAt(scanner);
            scanner.Read();
            if (isList)
            {
                if (scanner.Token != JsonTokenType.StartArray) return Shape("an object whose batch is no array");
                if (_lists++ > 0) return Shape("an object with more than one list of events");
                if (List(ref scanner) is { } error) return error;
                continue;
            }

            var value = scanner.Measure();
            if (field >= 0) (Envelope ??= new Envelope()).Keep(field, value);
            depth = Math.Max(depth, value.Depth + 1);
            bad |= value.BadEscape;
        }

        if (_lists == 0) AddWhole(depth, bad);
        return null;
    }

    // A body that is itself the event: these fields are its own.
    private void AddWhole(int depth, bool bad)
    {
        Envelope = null;
        Events.Add(new BodySlice(0, Json.Length, depth, bad));
    }

    private RequestError? List(ref BodyScanner scanner)
    {
        while (scanner.Read() && scanner.Token != JsonTokenType.EndArray)
        {
            if (Events.Count == _most)
                return TooMany(_most);
            Events.Add(scanner.Measure());
        }

        return null;
    }

    private static RequestError TooMany(int most) => new(
        IntakeCode.TooManyEvents,
        $"The request holds more than {most} events. Send the rest in further requests.");

    private static RequestError Shape(string found) => new(
        IntakeCode.InvalidShape,
        $"Expected one event, an array of events, or {{\"batch\": [...], \"sentAt\": ...}}; found {found}.");
}
