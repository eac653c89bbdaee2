namespace Recs.Collector.Vocabulary;

/// <summary>How many records one event of a row makes.</summary>
internal enum Spread
{
    /// <summary>One.</summary>
    One,

    /// <summary>One for each of its items.</summary>
    Items,

    /// <summary>One for each promotion of its items, unless the event names one itself.</summary>
    Promotions,
}
