using Recs.Training.Data;

namespace Recs.Training.Rules;

/// <summary>Every set of items that at least so many baskets hold, found by FP-growth.</summary>
internal static class FrequentItemsets
{
    /// <param name="baskets">Each item once a basket.</param>
    /// <param name="least">How many baskets must hold a set.</param>
    /// <param name="longest">The largest set.</param>
    /// <param name="found">Hears each set, ascending, with its count.</param>
    /// <param name="cancel">Stops the search.</param>
    public static void Find(Histories baskets, int least, int longest, Action<int[], long> found, CancellationToken cancel)
    {
        var counts = baskets.ItemCounts();
        var tree = new FpTree();
        var frequent = new List<int>();
        for (var b = 0; b < baskets.Count; b++)
        {
            frequent.Clear();
            foreach (var item in baskets[b])
            {
                if (counts[item] >= least) frequent.Add(item);
            }

            frequent.Sort((x, y) => counts[x] != counts[y] ? counts[y].CompareTo(counts[x]) : x.CompareTo(y));
            tree.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(frequent), 1);
        }

        Grow(tree, [], least, longest, found, cancel);
    }

    private static void Grow(FpTree tree, int[] suffix, int least, int longest, Action<int[], long> found, CancellationToken cancel)
    {
        foreach (var (item, count) in tree.Counts.OrderBy(c => c.Key))
        {
            cancel.ThrowIfCancellationRequested();
            if (count < least) continue;
            int[] set = [.. suffix, item];
            found([.. set.Order()], count);
            if (set.Length < longest) Grow(tree.Conditional(item, least), set, least, longest, found, cancel);
        }
    }
}
