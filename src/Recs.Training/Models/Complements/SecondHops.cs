namespace Recs.Training.Models.Complements;

/// <summary>What stands in the lists of a list's members: products that go with the same others.</summary>
internal static class SecondHops
{
    // Through what goes with everything hardly anything is said: W(k)^−0.6; what goes with everything is led to less: W(j)^−0.3.
    private const double Through = 0.6;
    private const double To = 0.3;

    // Further members of a list lead to little, and the work grows with the square.
    private const int Members = 60;

    /// <summary>Lists to which second hops are added.</summary>
    /// <param name="direct">The lists.</param>
    /// <param name="share">What the best second hop counts against the best of the list.</param>
    /// <param name="most">The longest list of the result.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ItemLists Add(ItemLists direct, double share, int most, int threads, CancellationToken cancel) =>
        Build(direct, most, threads, (item, best, row) =>
        {
            var items = direct.ItemsOf(item);
            var weights = direct.WeightsOf(item);
            foreach (var other in row.Touched) row.Scale(other, best > 0 ? share * weights[0] / best : 0);
            for (var k = 0; k < items.Length; k++) row.Add(items[k], weights[k]);
        }, cancel);

    /// <summary>The second hops alone, whether the two stand in one list or not.</summary>
    public static ItemLists Alone(ItemLists direct, int most, int threads, CancellationToken cancel) => Build(direct, most, threads, (_, _, _) => { }, cancel);

    private static ItemLists Build(ItemLists direct, int most, int threads, Action<int, double, SparseRow> finish, CancellationToken cancel)
    {
        var totals = new double[direct.Count];
        for (var item = 0; item < direct.Count; item++) totals[item] = Total(direct.WeightsOf(item));
        var (through, to) = (Array.ConvertAll(totals, w => Math.Pow(w, -Through)), Array.ConvertAll(totals, w => Math.Pow(w, -To)));
        return ItemLists.Build(direct.Count, most, threads, (item, row) =>
        {
            Hop(direct, item, through, row);
            row.Scale(item, 0);
            var best = 0.0;
            foreach (var other in row.Touched)
            {
                row.Scale(other, to[other]);
                best = Math.Max(best, row[other]);
            }

            finish(item, best, row);
        }, null, cancel);
    }

    private static void Hop(ItemLists direct, int item, double[] through, SparseRow row)
    {
        var items = direct.ItemsOf(item);
        var weights = direct.WeightsOf(item);
        for (var k = 0; k < Math.Min(Members, items.Length); k++)
        {
            var others = direct.ItemsOf(items[k]);
            var further = direct.WeightsOf(items[k]);
            var factor = weights[k] * through[items[k]];
            for (var j = 0; j < Math.Min(Members, others.Length); j++) row.Add(others[j], factor * further[j]);
        }
    }

    private static double Total(ReadOnlySpan<float> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        return Math.Max(total, 1e-9);
    }
}
