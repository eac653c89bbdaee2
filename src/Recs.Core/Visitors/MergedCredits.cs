using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Visitors;

/// <summary>
/// What a handover means for lists: an order that both sides had counted counts once from here on, and an order of one side may
/// be owed to a list that only the other had seen, as when the shop reports it before the device that clicked has been handed over.
/// </summary>
internal sealed class MergedCredits
{
    private readonly SiteId _site;
    private readonly Dictionary<ulong, OrderEntry> _ours;
    private readonly Dictionary<ulong, OrderEntry> _theirs;

    /// <summary>Remembers what was counted.</summary>
    public MergedCredits(SiteId site, OrderBook ours, OrderBook theirs) =>
        (_site, _ours, _theirs) = (site, ours.Entries.ToDictionary(), theirs.Entries.ToDictionary());

    /// <summary>Finds what each order is owed to now, and tells the differences.</summary>
    /// <param name="lists">Of both sides.</param>
    /// <param name="orders">Of both sides.</param>
    /// <param name="time">Of the handover.</param>
    /// <param name="into">Takes the outcomes.</param>
    public void Settle(ListsSeen lists, OrderBook orders, Instant time, List<ListOutcome> into)
    {
        foreach (var (hash, entry) in orders.Entries.Where(o => o.Value.Arrived).ToList())
        {
            var known = _ours.TryGetValue(hash, out var ours) | _theirs.TryGetValue(hash, out var theirs);
            if (!known) continue;
            var credit = ListCredit.Better(entry.Credit, ListAttribution.Of(lists, entry.Stamp.Time, entry.Items));
            var owed = credit == entry.Credit ? entry : entry with { Credit = credit };
            if (!ReferenceEquals(owed, entry)) orders.Put(hash, owed);
            if (ours is null || theirs is null)
            {
                // One side's: it has been counted there as it was.
                var one = ours ?? theirs!;
                if (one.Credit != credit) ListOutcomes.AddChange(_site, lists, [one], owed, time, into);
                continue;
            }

            ListOutcomes.AddChange(_site, lists, [ours, theirs], owed, time, into);
        }
    }
}
