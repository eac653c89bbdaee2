using Recs.Training.Data;
using Recs.Training.Models;

namespace Recs.Training.Evaluation;

/// <summary>For items the others of one kind of relation that are not of another.</summary>
internal sealed class RelationTruth
{
    private RelationTruth(QuerySet questions, IReadOnlyList<int[]> targets) => (Questions, Targets) = (questions, targets);

    /// <summary>A question an item: the row holds the item alone.</summary>
    public QuerySet Questions { get; }

    /// <summary>Beside each question what should come first.</summary>
    public IReadOnlyList<int[]> Targets { get; }

    public int Count => Targets.Count;

    /// <param name="wanted">The one kind.</param>
    /// <param name="others">The other.</param>
    public static RelationTruth Of(IReadOnlyDictionary<int, IReadOnlySet<int>> wanted, IReadOnlyDictionary<int, IReadOnlySet<int>> others)
    {
        var (items, targets, count) = (new List<int>(), new List<int[]>(), 0);
        foreach (var (item, related) in wanted.OrderBy(w => w.Key))
        {
            count = Math.Max(count, Math.Max(item, related.DefaultIfEmpty().Max()) + 1);
            int[] left = [.. related.Where(r => !others[item].Contains(r)).Order()];
            if (left.Length == 0) continue;
            items.Add(item);
            targets.Add(left);
        }

        var rows = new Histories([.. Enumerable.Range(0, items.Count + 1)], [.. items], count);
        return new RelationTruth(new QuerySet(rows, [.. targets.Select((t, row) => new Query(row, 1, t[0]))], Exclusion.History), targets);
    }

    /// <summary>How much of the first places of all lists these relations take.</summary>
    public double ShareIn(ItemLists lists, int places)
    {
        var (found, all) = (0, 0);
        for (var item = 0; item < lists.Count; item++) all += Math.Min(places, lists.ItemsOf(item).Length);
        for (var q = 0; q < Count; q++)
        {
            var item = Questions.Histories[q][0];
            if (item >= lists.Count) continue;
            var list = lists.ItemsOf(item);
            foreach (var other in list[..Math.Min(places, list.Length)]) found += Array.BinarySearch(Targets[q], other) >= 0 ? 1 : 0;
        }

        return all == 0 ? 0 : (double)found / all;
    }
}
