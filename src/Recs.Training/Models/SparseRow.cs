namespace Recs.Training.Models;

/// <summary>A row of sums of which few are not zero: a dense array and the numbers touched. Of one thread, used again and again.</summary>
internal sealed class SparseRow(int size)
{
    private readonly double[] _sums = new double[size];
    private readonly List<int> _touched = [];

    public IReadOnlyList<int> Touched => _touched;

    public double this[int item] => _sums[item];

    /// <summary>Adds a positive amount.</summary>
    public void Add(int item, double amount)
    {
        if (_sums[item] == 0) _touched.Add(item);
        _sums[item] += amount;
    }

    /// <summary>Multiplies one sum.</summary>
    public void Scale(int item, double factor) => _sums[item] *= factor;

    /// <summary>The best so many, best first, ties by the lower number; the row is empty then.</summary>
    public (int Item, float Weight)[] TakeTop(int most)
    {
        var all = new (int Item, float Weight)[_touched.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = (_touched[i], (float)_sums[_touched[i]]);
            _sums[_touched[i]] = 0;
        }

        _touched.Clear();
        Array.Sort(all, static (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Item.CompareTo(b.Item));
        return all.Length > most ? all[..most] : all;
    }
}
