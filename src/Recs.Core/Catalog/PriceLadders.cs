using System.Runtime.InteropServices;

namespace Recs.Core.Catalog;

/// <summary>
/// The offered products of each category and currency by ascending price, one ladder each: where dearer products for the same need
/// are looked for. A product without a category or without a positive price has no ladder.
/// </summary>
public sealed class PriceLadders
{
    private readonly CatalogItem[] _catalog;

    // By item; 0: none.
    private readonly int[] _ladderOf;
    private readonly int[] _starts;
    private readonly int[] _rungs;

    private PriceLadders(CatalogItem[] catalog, int[] ladderOf, int[] starts, int[] rungs) =>
        (_catalog, _ladderOf, _starts, _rungs) = (catalog, ladderOf, starts, rungs);

    /// <summary>The items of a product's category and currency with prices from one to another, both included; cheapest first.</summary>
    public ReadOnlySpan<int> Between(int item, decimal from, decimal to)
    {
        var ladder = Of(item);
        var first = FirstAtLeast(ladder, from);
        var end = first;
        while (end < ladder.Length && PriceOf(ladder[end]) <= to) end++;
        return ladder[first..end];
    }

    /// <summary>The price of a product's ladder that a share of its products does not exceed (nearest rank); null where the ladder is empty.</summary>
    /// <param name="item">The product.</param>
    /// <param name="share">Above 0, at most 1.</param>
    public decimal? Percentile(int item, double share)
    {
        var ladder = Of(item);
        return ladder.IsEmpty ? null : PriceOf(ladder[(int)Math.Ceiling(share * ladder.Length) - 1]);
    }

    internal static PriceLadders Build(CatalogItem[] items, bool[] offered, int[] categoryOf)
    {
        var numbers = new Dictionary<(int Category, string Currency), int>();
        var (ladderOf, sizes) = (new int[items.Length], new List<int> { 0 });
        for (var i = 0; i < items.Length; i++)
        {
            if (categoryOf[i] == 0 || items[i].Price is not > 0) continue;
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, (categoryOf[i], items[i].Currency ?? ""), out var known);
            if (!known)
            {
                number = sizes.Count;
                sizes.Add(0);
            }

            ladderOf[i] = number;
            if (offered[i]) sizes[number]++;
        }

        var starts = new int[sizes.Count + 1];
        for (var l = 0; l < sizes.Count; l++) starts[l + 1] = starts[l] + sizes[l];
        return new PriceLadders(items, ladderOf, starts, Fill(items, offered, ladderOf, starts));
    }

    private static int[] Fill(CatalogItem[] items, bool[] offered, int[] ladderOf, int[] starts)
    {
        var (rungs, next) = (new int[starts[^1]], starts.AsSpan().ToArray());
        for (var i = 0; i < items.Length; i++)
        {
            if (ladderOf[i] > 0 && offered[i]) rungs[next[ladderOf[i]]++] = i;
        }

        for (var l = 1; l < starts.Length - 1; l++)
        {
            rungs.AsSpan(starts[l]..starts[l + 1]).Sort((a, b) =>
            {
                var c = items[a].Price!.Value.CompareTo(items[b].Price!.Value);
                return c != 0 ? c : a.CompareTo(b);
            });
        }

        return rungs;
    }

    private ReadOnlySpan<int> Of(int item)
    {
        var ladder = _ladderOf[item];
        return ladder == 0 ? [] : _rungs.AsSpan(_starts[ladder].._starts[ladder + 1]);
    }

    private int FirstAtLeast(ReadOnlySpan<int> ladder, decimal price)
    {
        int low = 0, high = ladder.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (PriceOf(ladder[middle]) < price) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private decimal PriceOf(int item) => _catalog[item].Price!.Value;
}
