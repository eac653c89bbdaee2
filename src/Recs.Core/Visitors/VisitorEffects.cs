using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>What applying records asks of others: changes to publish, records to append.</summary>
public sealed class VisitorEffects
{
    public List<VisitorChange> Changes { get; } = [];

    /// <summary>Addressed by their own visitor.</summary>
    public List<LogRecord> Records { get; } = [];
}

public enum ApplyOutcome
{
    /// <summary>The state has changed.</summary>
    Applied,

    /// <summary>Known already: nothing has changed.</summary>
    Duplicate,

    /// <summary>A bot's: nothing has changed.</summary>
    Bot,

    /// <summary>The visitor was handed over; the record goes to the user's owner.</summary>
    Forwarded,
}

/// <param name="Outcome">What became of the record.</param>
/// <param name="Counts">It counts for the shop: popularity, co-views, co-purchases.</param>
/// <param name="EarlierInSession">Products viewed in the session before, for a first view of a product in a session.</param>
/// <param name="BoughtBefore">Products bought before the order; null: none.</param>
public readonly record struct ApplyResult(ApplyOutcome Outcome, bool Counts, IReadOnlyList<ulong> EarlierInSession, IReadOnlySet<ulong>? BoughtBefore)
{
    internal static ApplyResult Of(ApplyOutcome outcome) => new(outcome, outcome == ApplyOutcome.Applied, [], null);
}
