using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Recommendations.Lists;

/// <summary>A list with what came of it.</summary>
public sealed class ListReport
{
    private readonly Dictionary<ulong, (long Seen, long Clicked, long Ordered)> _byItem = [];

    /// <param name="list">As it was given.</param>
    /// <param name="outcomes">All that came of it.</param>
    public ListReport(ListRecord list, IEnumerable<ListOutcome> outcomes)
    {
        List = list;
        foreach (var outcome in outcomes)
        {
            Sums.Add(outcome);
            foreach (var (item, _) in outcome.Items.DistinctBy(i => i.Item))
            {
                var (seen, clicked, ordered) = _byItem.GetValueOrDefault(item);
                _byItem[item] = outcome.Kind switch
                {
                    ListOutcomeKind.Seen => (seen + 1, clicked, ordered),
                    ListOutcomeKind.Clicked => (seen, clicked + 1, ordered),
                    _ => (seen, clicked, ordered + outcome.Direct),
                };
            }
        }
    }

    public ListRecord List { get; }

    /// <summary>What came of the list as a whole.</summary>
    public ListSums Sums { get; } = new();

    /// <summary>What came of one product of it: how often it was reported as visible, clicked, and bought after a click.</summary>
    public (long Seen, long Clicked, long Ordered) Of(ItemId item) => _byItem.GetValueOrDefault(item.Hash);
}
