namespace Recs.Core.Recommendations.Counting;

/// <summary>
/// The distinct products of an order, and which of them are paired. A very large basket says little about any two of its
/// products and costs s² pairs, so it contributes those whose hash mixed with the order's is smallest: a choice that differs
/// from order to order and is the same on every replay. One instance is used again and again.
/// </summary>
internal sealed class Basket
{
    private ulong[] _items = new ulong[128];
    private long[] _units = new long[128];
    private ulong[] _paired = new ulong[128];
    private ulong[] _lots = new ulong[128];

    /// <summary>Ascending, each once.</summary>
    public ReadOnlySpan<ulong> Items => _items.AsSpan(0, Count);

    /// <summary>Units of each item.</summary>
    public ReadOnlySpan<long> Units => _units.AsSpan(0, Count);

    /// <summary>The items to pair, ascending.</summary>
    public ReadOnlySpan<ulong> Paired => _paired.AsSpan(0, PairedCount);

    private int Count { get; set; }

    private int PairedCount { get; set; }

    public void Fill(Events.OrderCompleted order, int most)
    {
        Reserve(order.Items.Length);
        var lines = 0;
        foreach (var line in order.Items)
        {
            _items[lines] = line.Item.Hash;
            _units[lines++] = line.Quantity;
        }

        _items.AsSpan(0, lines).Sort(_units.AsSpan(0, lines));
        Count = Fold(lines);
        Choose(Hash64.Of(order.OrderId), most);
    }

    /// <summary>Pairs only what is counted.</summary>
    public void Keep(SiteCounts counted)
    {
        var kept = 0;
        for (var i = 0; i < PairedCount; i++)
        {
            if (counted.Counts(_paired[i])) _paired[kept++] = _paired[i];
        }

        PairedCount = kept;
    }

    private int Fold(int lines)
    {
        var last = -1;
        for (var i = 0; i < lines; i++)
        {
            if (last >= 0 && _items[last] == _items[i])
            {
                _units[last] += _units[i];
                continue;
            }

            last++;
            (_items[last], _units[last]) = (_items[i], _units[i]);
        }

        return last + 1;
    }

    private void Choose(ulong order, int most)
    {
        Items.CopyTo(_paired);
        PairedCount = Count;
        if (Count <= most) return;
        for (var i = 0; i < Count; i++) _lots[i] = Mix(_paired[i] ^ order);
        _lots.AsSpan(0, Count).Sort(_paired.AsSpan(0, Count));
        PairedCount = most;
        _paired.AsSpan(0, most).Sort();
    }

    private void Reserve(int lines)
    {
        if (lines <= _items.Length) return;
        Array.Resize(ref _items, lines);
        Array.Resize(ref _units, lines);
        Array.Resize(ref _paired, lines);
        Array.Resize(ref _lots, lines);
    }

    // The finaliser of SplitMix64 (S. Vigna).
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
