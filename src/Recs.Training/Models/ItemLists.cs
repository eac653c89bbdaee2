namespace Recs.Training.Models;

/// <summary>For each item a list of others with weights, best first; ties by the lower number.</summary>
public sealed class ItemLists
{
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly float[] _weights;

    internal ItemLists(int[] starts, int[] items, float[] weights) => (_starts, _items, _weights) = (starts, items, weights);

    public int Count => _starts.Length - 1;

    /// <summary>The others, best first.</summary>
    public ReadOnlySpan<int> ItemsOf(int item) => _items.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    /// <summary>Beside each of them its weight.</summary>
    public ReadOnlySpan<float> WeightsOf(int item) => _weights.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    /// <summary>Adds a list, scaled, to the scores; nothing for an item that came after the lists were made.</summary>
    public void AddTo(Span<float> scores, int item, float factor)
    {
        if (item >= Count) return;
        var items = ItemsOf(item);
        var weights = WeightsOf(item);
        for (var k = 0; k < items.Length; k++) scores[items[k]] += factor * weights[k];
    }

    /// <summary>
    /// Builds all lists, each by itself on any thread, so that the result does not depend on how many there are.
    /// </summary>
    /// <param name="itemCount">How many lists.</param>
    /// <param name="most">The longest a list may be.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="fill">Adds to a row, which is empty when it begins, what item the list is for.</param>
    /// <param name="progress">Hears how many lists are done; null: nobody.</param>
    /// <param name="cancel">Stops between lists.</param>
    internal static ItemLists Build(int itemCount, int most, int threads, Action<int, SparseRow> fill, IProgress<long>? progress, CancellationToken cancel)
    {
        var rows = new (int Item, float Weight)[itemCount][];
        var done = 0;
        Parallel.For(0, itemCount, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, () => new SparseRow(itemCount), (item, _, row) =>
        {
            fill(item, row);
            rows[item] = row.TakeTop(most);
            if (Interlocked.Increment(ref done) % 1024 == 0) progress?.Report(done);
            return row;
        }, _ => { });
        return Pack(rows);
    }

    /// <summary>The same lists without some pairs.</summary>
    /// <param name="unwanted">For each item those that must not stand in its list.</param>
    public ItemLists Without(ItemLists unwanted)
    {
        var rows = new (int Item, float Weight)[Count][];
        for (var item = 0; item < Count; item++)
        {
            var items = ItemsOf(item);
            var weights = WeightsOf(item);
            var kept = new List<(int, float)>(items.Length);
            for (var k = 0; k < items.Length; k++)
            {
                if (!unwanted.ItemsOf(item).Contains(items[k])) kept.Add((items[k], weights[k]));
            }

            rows[item] = [.. kept];
        }

        return Pack(rows);
    }

    private static ItemLists Pack((int Item, float Weight)[][] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) starts[i + 1] = starts[i] + rows[i].Length;
        var (items, weights) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < rows[i].Length; k++) (items[starts[i] + k], weights[starts[i] + k]) = rows[i][k];
        }

        return new ItemLists(starts, items, weights);
    }
}
