namespace Recs.Training.Models;

/// <summary>A row of sums of which few are not zero: a dense array and the numbers touched. Of one thread, used again and again.</summary>
internal sealed class SparseRow(int size)
{
    private readonly double[] _sums = new double[size];
    private readonly int[] _times = new int[size];
    private readonly List<int> _touched = [];

    public IReadOnlyList<int> Touched => _touched;

    public double this[int item] => _sums[item];

    /// <summary>Adds a positive amount.</summary>
    public void Add(int item, double amount)
    {
        if (_times[item]++ == 0) _touched.Add(item);
        _sums[item] += amount;
    }

    /// <summary>How often something was added to a sum.</summary>
    public int TimesOf(int item) => _times[item];

    /// <summary>Multiplies one sum; by 0, it will not be among the best.</summary>
    public void Scale(int item, double factor) => _sums[item] *= factor;

    /// <summary>Puts another number in the place of a sum.</summary>
    public void Replace(int item, double sum) => _sums[item] = sum;

    /// <summary>The best so many of the sums above 0, best first, ties by the lower number; the row is empty then.</summary>
    public (int Item, float Weight)[] TakeTop(int most)
    {
        var (all, count) = (new (int Item, float Weight)[_touched.Count], 0);
        foreach (var item in _touched)
        {
            if (_sums[item] > 0) all[count++] = (item, (float)_sums[item]);
            (_sums[item], _times[item]) = (0, 0);
        }

        _touched.Clear();
        all.AsSpan(0, count).Sort(static (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Item.CompareTo(b.Item));
        return all[..Math.Min(most, count)];
    }
}
