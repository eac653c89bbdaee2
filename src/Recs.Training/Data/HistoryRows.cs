namespace Recs.Training.Data;

/// <summary>Histories of rows that were gathered in any order.</summary>
internal static class HistoryRows
{
    /// <summary>Each row sorted by time, then by the order in which it was read.</summary>
    public static Histories OldestFirst(IEnumerable<List<(long Time, int Order, int Item)>> rows, int itemCount)
    {
        var (starts, items, times) = (new List<int> { 0 }, new List<int>(), new List<long>());
        foreach (var row in rows)
        {
            row.Sort();
            foreach (var (time, _, item) in row)
            {
                items.Add(item);
                times.Add(time);
            }

            starts.Add(items.Count);
        }

        return new Histories([.. starts], [.. items], itemCount, [.. times]);
    }
}
