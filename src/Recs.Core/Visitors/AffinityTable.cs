using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// What a visitor likes, per category or brand: a decayed weight, and for categories how often it was bought and how long it
/// was looked at. Beyond the cap the lightest goes into <see cref="Other"/>, so sums stay exact.
/// </summary>
public sealed class AffinityTable(int capacity)
{
    private const int WidthMask = 15;
    private const int BoughtFlag = 16;
    private const int DwellFlag = 32;

    // Sorted by key.
    private readonly List<Affinity> _entries = [];

    public IReadOnlyList<Affinity> Entries => _entries;

    /// <summary>What the entries that went have added up to.</summary>
    public Affinity Other { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Adds to an entry; amounts may be negative.</summary>
    /// <param name="key">The hash of the category or brand; 0: none, counted with the others.</param>
    /// <param name="weight">In the state's decayed units.</param>
    /// <param name="bought">Order lines.</param>
    /// <param name="dwellMilliseconds">Focused time.</param>
    public void Add(ulong key, double weight, long bought, long dwellMilliseconds)
    {
        var at = key == 0 ? -1 : Find(key);
        if (at >= 0)
            _entries[at] = _entries[at].Plus(weight, bought, dwellMilliseconds);
        else if (key == 0 || bought < 0)
            Other = Other.Plus(weight, bought, dwellMilliseconds);
        else
            _entries.Insert(~at, new Affinity(key, weight, bought, dwellMilliseconds));
        if (_entries.Count > capacity) EvictLightest();
    }

    public void Merge(AffinityTable other)
    {
        foreach (var e in other._entries) Join(e);
        Other = Other.Plus(other.Other.Weight, other.Other.Bought, other.Other.DwellMilliseconds);
        while (_entries.Count > capacity) EvictLightest();
    }

    /// <summary>Multiplies all weights by a factor.</summary>
    public void Scale(double factor)
    {
        for (var i = 0; i < _entries.Count; i++) _entries[i] = _entries[i] with { Weight = _entries[i].Weight * factor };
        Other = Other with { Weight = Other.Weight * factor };
    }

    private void Join(Affinity e)
    {
        var at = Find(e.Key);
        if (at >= 0)
            _entries[at] = _entries[at].Plus(e.Weight, e.Bought, e.DwellMilliseconds);
        else
            _entries.Insert(~at, e);
    }

    private void EvictLightest()
    {
        var lightest = 0;
        for (var i = 1; i < _entries.Count; i++)
        {
            if (_entries[i].Weight < _entries[lightest].Weight) lightest = i;
        }

        var gone = _entries[lightest];
        _entries.RemoveAt(lightest);
        Other = Other.Plus(gone.Weight, gone.Bought, gone.DwellMilliseconds);
    }

    private int Find(ulong key)
    {
        int low = 0, high = _entries.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var c = _entries[middle].Key.CompareTo(key);
            if (c == 0) return middle;
            if (c < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    internal void Write(BinaryEncoder e)
    {
        e.Count(_entries.Count);
        foreach (var entry in _entries)
        {
            e.Fixed64(entry.Key);
            WriteAmounts(e, entry);
        }

        WriteAmounts(e, Other);
    }

    internal static AffinityTable Read(ref BinaryDecoder d, int capacity)
    {
        var table = new AffinityTable(capacity);
        for (var n = d.Count(); n > 0; n--)
            table._entries.Add(ReadAmounts(ref d, d.Fixed64()));
        table.Other = ReadAmounts(ref d, 0);
        return table;
    }

    // How long the weight is and which of the two counts are there, then those; most entries have only a weight.
    private static void WriteAmounts(BinaryEncoder e, Affinity a)
    {
        var width = BinaryEncoder.Width(a.Weight);
        e.Byte((byte)(width | (a.Bought != 0 ? BoughtFlag : 0) | (a.DwellMilliseconds != 0 ? DwellFlag : 0)));
        e.Short(a.Weight, width);
        if (a.Bought != 0) e.Signed(a.Bought);
        if (a.DwellMilliseconds != 0) e.Signed(a.DwellMilliseconds);
    }

    private static Affinity ReadAmounts(ref BinaryDecoder d, ulong key)
    {
        var flags = d.Byte();
        var weight = d.Short(flags & WidthMask);
        return new Affinity(key, weight, (flags & BoughtFlag) != 0 ? d.Signed() : 0, (flags & DwellFlag) != 0 ? d.Signed() : 0);
    }
}

/// <param name="Key">The hash of the category or brand; 0 for the rest.</param>
/// <param name="Weight">In the state's decayed units, see <see cref="Decay"/>.</param>
/// <param name="Bought">Order lines.</param>
/// <param name="DwellMilliseconds">Focused time.</param>
public readonly record struct Affinity(ulong Key, double Weight, long Bought, long DwellMilliseconds)
{
    internal Affinity Plus(double weight, long bought, long dwell) => new(Key, Weight + weight, Bought + bought, DwellMilliseconds + dwell);
}
