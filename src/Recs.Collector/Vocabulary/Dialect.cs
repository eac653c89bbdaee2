namespace Recs.Collector.Vocabulary;

/// <summary>Whose names an event uses, and so how its fields are called.</summary>
public enum Dialect
{
    /// <summary>The names of this service and of Segment, which share their fields.</summary>
    Segment,

    /// <summary>Google Analytics 4.</summary>
    Ga4,
}
