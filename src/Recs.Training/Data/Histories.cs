namespace Recs.Training.Data;

/// <summary>
/// What visitors, or sessions, did in time order: one row each, as numbers of items. All rows lie in one array, so that a
/// pass over them runs through memory once.
/// </summary>
public sealed class Histories
{
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly long[]? _times;

    /// <param name="starts">Where each row starts in <paramref name="items"/>, and at last where the last one ends.</param>
    /// <param name="items">Item numbers, row by row, oldest first; each at least 0 and below <paramref name="itemCount"/>.</param>
    /// <param name="itemCount">How many items there are.</param>
    /// <param name="times">Beside each item its time in unix milliseconds; null: only the order is known.</param>
    public Histories(int[] starts, int[] items, int itemCount, long[]? times = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts.Length, 1);
        if (starts[0] != 0 || starts[^1] != items.Length) throw new ArgumentException("The rows do not cover the items.", nameof(starts));
        if (times is not null && times.Length != items.Length) throw new ArgumentException("There must be as many times as items.", nameof(times));
        (_starts, _items, _times, ItemCount) = (starts, items, times, itemCount);
    }

    /// <summary>How many rows.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>How many items the numbers may name.</summary>
    public int ItemCount { get; }

    /// <summary>How many interactions in all rows.</summary>
    public int Interactions => _items.Length;

    public bool HasTimes => _times is not null;

    /// <summary>A row's items, oldest first.</summary>
    public ReadOnlySpan<int> this[int row] => _items.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>A row's times.</summary>
    public ReadOnlySpan<long> TimesOf(int row) =>
        (_times ?? throw new InvalidOperationException("These histories have an order, but no times.")).AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public int LengthOf(int row) => _starts[row + 1] - _starts[row];

    /// <summary>All items, row after row.</summary>
    internal ReadOnlyMemory<int> All => _items;

    /// <summary>Where a row starts in <see cref="All"/>; of the one after the last, where all end.</summary>
    internal int StartOf(int row) => _starts[row];

    /// <summary>The newest time of all; 0 where there is none.</summary>
    internal long NewestTime() => _times is null or [] ? 0 : _times.Max();

    /// <summary>The same rows without their last items.</summary>
    /// <param name="drop">How many go from each row; what is shorter becomes empty.</param>
    public Histories WithoutLast(int drop)
    {
        var starts = new int[_starts.Length];
        for (var row = 0; row < Count; row++) starts[row + 1] = starts[row] + Math.Max(0, LengthOf(row) - drop);
        var items = new int[starts[^1]];
        var times = _times is null ? null : new long[items.Length];
        for (var row = 0; row < Count; row++)
        {
            var kept = starts[row + 1] - starts[row];
            this[row][..kept].CopyTo(items.AsSpan(starts[row]));
            if (times is not null) TimesOf(row)[..kept].CopyTo(times.AsSpan(starts[row]));
        }

        return new Histories(starts, items, ItemCount, times);
    }

    /// <summary>The same rows, items that come several times in a row only once; without times.</summary>
    public Histories WithoutRepeats()
    {
        var (starts, items) = (new int[_starts.Length], new List<int>(Interactions));
        for (var row = 0; row < Count; row++)
        {
            var last = -1;
            foreach (var item in this[row])
            {
                if (item != last) items.Add(last = item);
            }

            starts[row + 1] = items.Count;
        }

        return new Histories(starts, [.. items], ItemCount);
    }

    /// <summary>Some of the rows, one after the other.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public Histories Rows(int first, int count)
    {
        var (from, to) = (_starts[first], _starts[first + count]);
        var starts = Array.ConvertAll(_starts[first..(first + count + 1)], s => s - from);
        return new Histories(starts, _items[from..to], ItemCount, _times?[from..to]);
    }

    /// <summary>The same rows with what lies before a time; some may be empty.</summary>
    /// <param name="time">In unix milliseconds.</param>
    public Histories Before(long time)
    {
        var (starts, items, times) = (new int[_starts.Length], new List<int>(), new List<long>());
        for (var row = 0; row < Count; row++)
        {
            var of = TimesOf(row);
            for (var p = 0; p < of.Length; p++)
            {
                if (of[p] >= time) continue;
                items.Add(this[row][p]);
                times.Add(of[p]);
            }

            starts[row + 1] = items.Count;
        }

        return new Histories(starts, [.. items], ItemCount, [.. times]);
    }

    /// <summary>How often each item occurs.</summary>
    public int[] ItemCounts()
    {
        var counts = new int[ItemCount];
        foreach (var item in _items) counts[item]++;
        return counts;
    }

    /// <summary>The rows of several sets over the same items, one after the other.</summary>
    public static Histories Concat(params ReadOnlySpan<Histories> parts)
    {
        var (starts, items, times) = (new List<int> { 0 }, new List<int>(), new List<long>());
        var timed = true;
        foreach (var part in parts)
        {
            timed &= part.HasTimes;
            for (var row = 0; row < part.Count; row++)
            {
                items.AddRange(part[row]);
                if (part.HasTimes) times.AddRange(part.TimesOf(row));
                starts.Add(items.Count);
            }
        }

        return new Histories([.. starts], [.. items], parts.IsEmpty ? 0 : parts[^1].ItemCount, timed ? [.. times] : null);
    }
}
