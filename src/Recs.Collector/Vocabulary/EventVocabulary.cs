using System.Collections.Frozen;
using Recs.Collector.Reading;

namespace Recs.Collector.Vocabulary;

/// <summary>Finds the row of an event by its name or by Segment's method.</summary>
public static class EventVocabulary
{
    private const int LongestName = 64;

    /// <summary>The table of events.</summary>
    public static IReadOnlyList<VocabularyRow> Rows { get; } = VocabularyTable.Rows;

    private static readonly VocabularyRow PageRow = Rows.Single(row => row.Method == SegmentMethod.Page);

    private static readonly VocabularyRow IdentifyRow = Rows.Single(row => row.Method == SegmentMethod.Identify);

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

    internal static VocabularyRow? Of(FieldReader fields, in Section @event)
    {
        var type = fields.String(@event, Names.Type);
        if (type is not null && MethodRow(type) is { } row) return row;
        if (type is { Length: > 0 } && !type.Equals("track", StringComparison.OrdinalIgnoreCase))
        {
            fields.Fail(IntakeCode.UnknownEvent, Names.Type.Text, "track, page or identify", type);
            return null;
        }

        var field = @event.FirstOf(Names.Event, Names.Name);
        if (fields.String(@event, field) is not { Length: > 0 } name) fields.Missing(@event, Names.Event, "the event's name");
        else if (Find(name) is { } named) return named;
        else fields.Fail(IntakeCode.UnknownEvent, field.Text, "a name of the vocabulary such as product_viewed or \"Product Viewed\"", name);
        return null;
    }

    private static VocabularyRow? MethodRow(string type)
    {
        if (type.Equals("page", StringComparison.OrdinalIgnoreCase)) return PageRow;
        return type.Equals("identify", StringComparison.OrdinalIgnoreCase) ? IdentifyRow : null;
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
