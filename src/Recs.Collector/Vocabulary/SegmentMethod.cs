namespace Recs.Collector.Vocabulary;

/// <summary>Segment's method, sent as <c>type</c>.</summary>
public enum SegmentMethod
{
    Track,
    Page,
    Identify,
}
