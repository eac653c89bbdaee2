using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Visitors;

/// <summary>What applying records asks of others: changes to publish, records to append, what came of lists.</summary>
public sealed class VisitorEffects
{
    public List<VisitorChange> Changes { get; } = [];

    /// <summary>Addressed by their own visitor.</summary>
    public List<LogRecord> Records { get; } = [];

    /// <summary>What came of lists of recommendations.</summary>
    public List<ListOutcome> Outcomes { get; } = [];
}

public enum ApplyOutcome
{
    /// <summary>The state has changed.</summary>
    Applied,

    /// <summary>Known already: nothing has changed.</summary>
    Duplicate,

    /// <summary>A bot's: nothing has changed.</summary>
    Bot,

    /// <summary>A browser named a user's id as its own, with no proof: nothing has changed.</summary>
    Unproven,

    /// <summary>About something the visitor does not have: nothing has changed.</summary>
    Unconcerned,

    /// <summary>The visitor was handed over, and the record goes to the user's owner; or it is nobody's, and goes to where that is kept.</summary>
    Forwarded,

    /// <summary>The visitor has refused to be recognised: only the message id is kept, and the event counts as nobody's.</summary>
    Nobodys,
}

/// <summary>What became of a record, with what the counts need to know of it.</summary>
/// <param name="Outcome">What became of the record.</param>
public readonly record struct ApplyResult(ApplyOutcome Outcome)
{
    /// <summary>It counts for the shop: popularity, co-views, co-purchases.</summary>
    public bool Counts { get; init; }

    /// <summary>Products viewed in the session before, for a first view of a product in a session.</summary>
    public IReadOnlyList<ulong> EarlierInSession { get; init; } = [];

    /// <summary>The session has viewed the product before.</summary>
    public bool SeenInSession { get; init; }

    /// <summary>Products bought before the order; null: none.</summary>
    public IReadOnlySet<ulong>? BoughtBefore { get; init; }

    /// <summary>Products bought in two orders or more before the order; null: none.</summary>
    public IReadOnlySet<ulong>? BoughtAgainBefore { get; init; }
}
