using System.Text.Json;

namespace Recs.Collector.Bodies;

/// <summary>A catalogue body cut into its items: an array, an object with <c>items</c>, one item, or an item a line.</summary>
internal sealed class CatalogBody
{
    private readonly int _most;
    private RequestError? _refused;

    private CatalogBody(ReadOnlyMemory<byte> json, int mostItems)
    {
        Json = json;
        _most = mostItems;
    }

    /// <summary>The body without a byte order mark; slices refer to it.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The items, or in place of a line that is no JSON what is wrong with it.</summary>
    public List<(BodySlice Slice, RequestError? Broken)> Items { get; } = [];

    public static CatalogBody? Cut(ReadOnlyMemory<byte> body, int mostItems, out RequestError? error)
    {
        var cut = new CatalogBody(EventBody.WithoutMark(body), mostItems);
        try
        {
            if (cut.IsLines()) cut.Lines();
            else cut.Value();
            error = cut._refused;
        }
        catch (JsonException e)
        {
            error = JsonErrors.Describe(e);
        }

        return error is null ? cut : null;
    }

    // Items a line: the first line that is not blank begins and ends an object, and the second begins another.
    private bool IsLines()
    {
        var lines = 0;
        foreach (var range in Json.Span.Split((byte)'\n'))
        {
            var line = Json.Span[range].Trim(" \t\r"u8);
            if (line.IsEmpty) continue;
            if (line[0] != (byte)'{') return false;
            if (++lines == 2) return true;
            if (line[^1] != (byte)'}') return false;
        }

        return false;
    }

    private void Lines()
    {
        foreach (var range in Json.Span.Split((byte)'\n'))
        {
            var line = Json.Span[range];
            if (line.Trim(" \t\r"u8).IsEmpty) continue;
            Add(Line(line, range.Start.Value));
            if (_refused is not null) return;
        }
    }

    private static (BodySlice Slice, RequestError? Broken) Line(ReadOnlySpan<byte> line, int start)
    {
        try
        {
            var scanner = new BodyScanner(line);
            scanner.Read();
            var item = scanner.Measure();
            scanner.Read();
            return (item with { Start = start + item.Start }, null);
        }
        catch (JsonException e)
        {
            var words = $"item: expected JSON, found at byte {e.BytePositionInLine + 1} of the line: {JsonErrors.Reason(e.Message)}";
            return (new BodySlice(start, line.Length, 0, false), new RequestError(IntakeCode.InvalidJson, words));
        }
    }

    private void Value()
    {
        var scanner = new BodyScanner(Json.Span);
        scanner.Read();
        if (scanner.Token == JsonTokenType.StartArray) List(ref scanner);
        else if (scanner.Token == JsonTokenType.StartObject) Object(ref scanner);
        else _refused = Shape("a single value");
        if (_refused is null) scanner.Read();
    }

    private void Object(ref BodyScanner scanner)
    {
        var lists = 0;
        var (depth, bad) = (1, false);
        while (_refused is null && scanner.Read() && scanner.Token != JsonTokenType.EndObject)
        {
            bad |= scanner.HasBadEscape();
            var isList = scanner.IsNamed("items"u8);
            scanner.Read();
            if (isList && scanner.Token == JsonTokenType.StartArray && lists++ == 0) List(ref scanner);
            else if (isList) _refused = Shape("an object whose items are no array, or named twice");
            else if (scanner.Measure() is var value) (depth, bad) = (Math.Max(depth, value.Depth + 1), bad | value.BadEscape);
        }

        if (lists == 0 && _refused is null) Add((new BodySlice(0, Json.Length, depth, bad), null));
    }

    private void List(ref BodyScanner scanner)
    {
        while (_refused is null && scanner.Read() && scanner.Token != JsonTokenType.EndArray) Add((scanner.Measure(), null));
    }

    private void Add((BodySlice Slice, RequestError? Broken) item)
    {
        if (Items.Count == _most) _refused = TooMany(_most);
        else Items.Add(item);
    }

    private static RequestError Shape(string found) => new(
        IntakeCode.InvalidShape, $"Expected {{\"items\": [...]}}, an array of items, or an item a line; found {found}.");

    private static RequestError TooMany(int most) => new(
        IntakeCode.TooManyEvents, $"The request holds more than {most} items. Send the rest in further requests.");
}
