using Recs.Training.Data;

namespace Recs.Training.Rules;

/// <summary>
/// Association rules with one item on the right (Agrawal, Imieliński &amp; Swami, 1993) from the frequent sets of FP-growth; every part of
/// a frequent set is frequent, so all counts a rule needs are at hand.
/// </summary>
public static class RuleMiner
{
    /// <summary>The rules, highest lift first; ties by confidence, count and items.</summary>
    public static IReadOnlyList<AssociationRule> Find(Histories baskets, RuleOptions options, CancellationToken cancel = default)
    {
        if (baskets.Count == 0) return [];

        // A share that is met exactly must not fail by a rounding of the product.
        var least = Math.Max(1, (int)Math.Ceiling((options.Support * baskets.Count) - 1e-9));
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var sets = new List<(int[] Items, long Count)>();
        FrequentItemsets.Find(baskets, least, options.Items, (items, count) =>
        {
            counts[Key(items)] = count;
            if (items.Length > 1) sets.Add((items, count));
        }, cancel);
        var rules = sets.SelectMany(set => set.Items.Select(right => Rule(set.Items, right, set.Count, counts, baskets.Count)));
        return [.. rules.Where(r => r.Confidence >= options.Confidence - 1e-12).Order(ByLift)];
    }

    private static readonly Comparer<AssociationRule> ByLift = Comparer<AssociationRule>.Create((a, b) =>
    {
        var c = b.Lift.CompareTo(a.Lift);
        if (c == 0) c = b.Confidence.CompareTo(a.Confidence);
        if (c == 0) c = b.Count.CompareTo(a.Count);
        if (c == 0) c = a.Right.CompareTo(b.Right);
        for (var k = 0; c == 0 && k < a.Left.Count && k < b.Left.Count; k++) c = a.Left[k].CompareTo(b.Left[k]);
        return c != 0 ? c : a.Left.Count.CompareTo(b.Left.Count);
    });

    private static AssociationRule Rule(int[] set, int right, long count, Dictionary<string, long> counts, int baskets)
    {
        int[] left = [.. set.Where(i => i != right)];
        var confidence = (double)count / counts[Key(left)];
        return new AssociationRule(left, right, count, (double)count / baskets, confidence, confidence * baskets / counts[Key([right])]);
    }

    private static string Key(int[] items) => string.Join(',', items);
}
