using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>Decayed counts over a few small numbers (device classes, content forms, hours of the week); only those seen are kept.</summary>
public sealed class DecayedShares
{
    private readonly SortedList<byte, double> _weights = [];

    /// <summary>Number and weight in the state's decayed units, ascending by number.</summary>
    public IReadOnlyDictionary<byte, double> Weights => _weights;

    public void Add(byte key, double weight) => _weights[key] = _weights.GetValueOrDefault(key) + weight;

    /// <summary>The part of all weights each number has; empty when there are none.</summary>
    public IEnumerable<(byte Key, double Share)> Shares()
    {
        var sum = _weights.Values.Sum();
        return sum > 0 ? _weights.Select(w => (w.Key, w.Value / sum)) : [];
    }

    public void Merge(DecayedShares other)
    {
        foreach (var (key, weight) in other._weights) Add(key, weight);
    }

    /// <summary>Multiplies all weights by a factor.</summary>
    public void Scale(double factor)
    {
        foreach (var key in _weights.Keys.ToArray()) _weights[key] *= factor;
    }

    /// <summary>Forgets the lightest; for the bound on the whole state.</summary>
    internal bool DropLightest() => _weights.Count > 0 && _weights.Remove(_weights.MinBy(w => w.Value).Key);

    internal void Write(BinaryEncoder e)
    {
        e.Count(_weights.Count);
        if (_weights.Count == 0) return;
        var width = _weights.Values.Max(BinaryEncoder.Width);
        e.Byte((byte)width);
        foreach (var (key, weight) in _weights)
        {
            e.Byte(key);
            e.Short(weight, width);
        }
    }

    internal static DecayedShares Read(ref BinaryDecoder d)
    {
        var shares = new DecayedShares();
        var n = d.Count();
        if (n == 0) return shares;
        for (var width = d.Byte(); n > 0; n--) shares._weights[d.Byte()] = d.Short(width);
        return shares;
    }
}
