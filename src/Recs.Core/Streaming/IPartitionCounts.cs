using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Streaming;

/// <summary>
/// The counts of one partition, over all its sites, with one owner. A fold over applied events: the same events in the same
/// order give the same bytes, whatever the batches were, so pruning happens inside <see cref="Apply"/> and nowhere else.
/// </summary>
public interface IPartitionCounts
{
    /// <summary>Takes a counter in as it was stored. Called for each before the first event.</summary>
    void Load(StoredCounter counter);

    /// <summary>Counts an event that has changed a visitor's state, or an order without a person. Duplicates and bots never come here.</summary>
    void Apply(SiteId site, in AppliedEvent applied);

    /// <summary>Counts what came of a list. Duplicates and bots never come here.</summary>
    void Count(ListOutcome outcome);

    /// <summary>Every counter changed since the last call, each once, and forgets that it changed.</summary>
    IReadOnlyList<StoredCounter> TakeChanged();
}

/// <summary>An event as it was applied.</summary>
/// <param name="Event">The event.</param>
/// <param name="LogTime">The site's clock in the partition when it was applied.</param>
/// <param name="EarlierInSession">Hashes of the products viewed in the same session before this one, newest first, each once, without this one; empty for other events and late ones.</param>
/// <param name="BoughtBefore">For an order, hashes of the products this visitor had bought before it; null: none.</param>
/// <param name="SeenInSession">For a product view: the same session has viewed the product before, so the view counts no second time.</param>
/// <param name="BoughtAgainBefore">For an order, those of <paramref name="BoughtBefore"/> that this visitor had already bought in two orders or more; null: none.</param>
public readonly record struct AppliedEvent(
    VisitorEvent Event,
    Instant LogTime,
    IReadOnlyList<ulong> EarlierInSession,
    IReadOnlySet<ulong>? BoughtBefore,
    bool SeenInSession = false,
    IReadOnlySet<ulong>? BoughtAgainBefore = null);
