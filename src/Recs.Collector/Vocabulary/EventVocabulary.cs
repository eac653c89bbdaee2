using System.Collections.Frozen;
using Recs.Collector.Reading;

namespace Recs.Collector.Vocabulary;

/// <summary>Finds the row of an event by its name or by Segment's method.</summary>
public static class EventVocabulary
{
    private const int LongestName = 64;

    /// <summary>The table of events.</summary>
    public static IReadOnlyList<VocabularyRow> Rows { get; } = VocabularyTable.Rows;

    private static readonly FrozenDictionary<string, SegmentMethod> Methods = Enum.GetValues<SegmentMethod>()
        .ToFrozenDictionary(method => method.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<SegmentMethod, VocabularyRow> ByMethod =
        Rows.Where(row => row.Method != SegmentMethod.Track).ToFrozenDictionary(row => row.Method);

    private static readonly FrozenDictionary<string, VocabularyRow> ByName = Rows
        .SelectMany(row => row.Names.Select(Folded).Distinct().Select(name => (name, row)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.row, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, VocabularyRow>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The row of a name; case, spaces, underscores and hyphens do not matter. Null: unknown.</summary>
    public static VocabularyRow? Find(string name)
    {
        Span<char> folded = stackalloc char[LongestName];
        return Fold(name, folded) is var length and > 0 && BySpan.TryGetValue(folded[..length], out var row) ? row : null;
    }

    /// <summary>The row of an event; null where there is none, which is then the problem.</summary>
    /// <param name="fields">The reader.</param>
    /// <param name="event">The event.</param>
    /// <param name="orElse">What it is where it does not say its <c>type</c>.</param>
    internal static VocabularyRow? Of(FieldReader fields, in Section @event, SegmentMethod? orElse)
    {
        var type = fields.String(@event, Names.Type);
        if (string.IsNullOrEmpty(type)) return orElse is { } method ? OfMethod(fields, @event, method) : OfName(fields, @event);
        if (Methods.TryGetValue(type, out var said)) return OfMethod(fields, @event, said);
        fields.Fail(IntakeCode.UnknownEvent, Names.Type.Text, $"one of {string.Join(", ", Methods.Keys.Order())}", type);
        return null;
    }

    private static VocabularyRow? OfMethod(FieldReader fields, in Section @event, SegmentMethod method)
    {
        if (method == SegmentMethod.Track) return OfName(fields, @event);
        if (ByMethod.TryGetValue(method, out var row)) return row;
        fields.Fail(IntakeCode.UnusedMethod, Names.Type.Text, "track, page, screen or identify", method == SegmentMethod.Group ? "group" : "alias");
        return null;
    }

    private static VocabularyRow? OfName(FieldReader fields, in Section @event)
    {
        var field = @event.FirstOf(Names.Event, Names.Name);
        if (fields.String(@event, field) is not { Length: > 0 } name) fields.Missing(@event, Names.Event, "the event's name");
        else if (Find(name) is { } named) return named;
        else fields.Fail(IntakeCode.UnknownEvent, field.Text, "a name of the vocabulary such as product_viewed or \"Product Viewed\"", name);
        return null;
    }

    private static string Folded(string name)
    {
        Span<char> folded = stackalloc char[LongestName];
        return folded[..Fold(name, folded)].ToString();
    }

    // Letters only, in lower case; 0 if that is too long for any name.
    private static int Fold(string name, Span<char> folded)
    {
        var length = 0;
        foreach (var c in name)
        {
            if (c is ' ' or '_' or '-') continue;
            if (length == folded.Length) return 0;
            folded[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }
}
