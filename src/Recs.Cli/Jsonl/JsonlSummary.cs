using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Jsonl;

/// <summary>What an import of JSON lines came to.</summary>
/// <param name="ImportId">Its name; the same files have the same.</param>
/// <param name="Lines">Lines of the event files that are not blank.</param>
/// <param name="Accepted">Events in the log, now or since an earlier attempt.</param>
/// <param name="Duplicates">Repeats of a message id.</param>
/// <param name="Items">Products put into the catalogue.</param>
/// <param name="RefusedCount">Lines that were not taken, of events and items.</param>
/// <param name="Refused">The first of them.</param>
/// <param name="OutOfOrder">Events older than one before them.</param>
/// <param name="Changed">Something was new.</param>
/// <param name="Applied">What the site's states hold now.</param>
public sealed record JsonlSummary(
    string ImportId, long Lines, long Accepted, long Duplicates, long Items, long RefusedCount, IReadOnlyList<RefusedLine> Refused, long OutOfOrder, bool Changed, AppliedTotals Applied);
