using System.Text.Json;

namespace Recs.Collector.Bodies;

/// <summary>
/// Walks over JSON once without building anything, however deep it nests, and measures values on the way: so one event that
/// is a depth bomb, or holds broken text, is known before it is read and cannot harm its neighbours.
/// </summary>
internal ref struct BodyScanner(ReadOnlySpan<byte> json)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private Utf8JsonReader _reader = new(json, Options);

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Goes to the next token; false at the end.</summary>
    /// <exception cref="JsonException">This is not JSON.</exception>
    public bool Read() => _reader.Read();

    /// <summary>The reader stands on a property of this name.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> name) => !HasBadEscape() && _reader.ValueTextEquals(name);

    /// <summary>The reader stands on a string or name that is half of a surrogate pair somewhere.</summary>
    public readonly bool HasBadEscape() =>
        _reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && _reader.ValueIsEscaped
        && Surrogates.AreBroken(_reader.ValueSpan);

    /// <summary>Measures the value the reader stands on, and leaves the reader on its last token.</summary>
    public BodySlice Measure()
    {
        var start = (int)_reader.TokenStartIndex;
        var outside = _reader.CurrentDepth;
        var depth = 0;
        var bad = HasBadEscape();
        if (Opens())
        {
            depth = 1;
            while (_reader.Read() && _reader.CurrentDepth > outside)
            {
                if (Opens()) depth = Math.Max(depth, _reader.CurrentDepth - outside + 1);
                else bad |= HasBadEscape();
            }
        }

        return new BodySlice(start, (int)_reader.BytesConsumed - start, depth, bad);
    }

    private readonly bool Opens() => _reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
}
