using Recs.Collector.Mapping;
using Recs.Core.Events;

namespace Recs.Collector.Vocabulary;

/// <summary>One event that senders may send.</summary>
public sealed class VocabularyRow
{
    internal VocabularyRow(EventKind kind, Dialect dialect, string[] names, EventMap map)
    {
        Kind = kind;
        Dialect = dialect;
        Names = names;
        Map = map;
    }

    /// <summary>What it becomes.</summary>
    public EventKind Kind { get; }

    /// <summary>How its fields are called.</summary>
    public Dialect Dialect { get; }

    /// <summary>Its names as people write them, in a <c>track</c> call or alone.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Segment's method for it: <c>page</c> and <c>identify</c> need no name.</summary>
    public SegmentMethod Method { get; internal init; } = SegmentMethod.Track;

    internal EventMap Map { get; }

    internal Spread Spread { get; init; }
}
