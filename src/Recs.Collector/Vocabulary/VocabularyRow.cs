using Recs.Collector.Mapping;
using Recs.Core.Events;

namespace Recs.Collector.Vocabulary;

/// <summary>One event that senders may send.</summary>
public sealed class VocabularyRow
{
    internal VocabularyRow(EventKind kind, string name, SegmentMethod method, string segmentName, EventMap map)
    {
        Kind = kind;
        Name = name;
        Method = method;
        SegmentName = segmentName;
        Map = map;
    }

    /// <summary>What it becomes.</summary>
    public EventKind Kind { get; }

    /// <summary>Its name here.</summary>
    public string Name { get; }

    /// <summary>Segment's method for it: <c>page</c> and <c>identify</c> need no name.</summary>
    public SegmentMethod Method { get; }

    /// <summary>Its name as Segment's people write it, in a <c>track</c> call or alone.</summary>
    public string SegmentName { get; }

    internal EventMap Map { get; }
}
