namespace Recs.Collector.Vocabulary;

/// <summary>Segment's method, sent as <c>type</c>.</summary>
public enum SegmentMethod
{
    Track,
    Page,

    /// <summary>The page view of an app.</summary>
    Screen,

    Identify,

    /// <summary>Puts a person into a company. Nothing here needs it.</summary>
    Group,

    /// <summary>Joins two ids without proof. Nothing here needs it: <c>identify</c> joins.</summary>
    Alias,
}
