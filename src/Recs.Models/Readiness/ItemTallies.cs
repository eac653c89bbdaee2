using System.Runtime.InteropServices;

namespace Recs.Models.Readiness;

/// <summary>Findings by product, so that what the catalogue has learned since is not held against the events before. Products beyond the limit are counted together and never forgiven.</summary>
internal sealed class ItemTallies(int most)
{
    private readonly Dictionary<ulong, Tally> _items = [];
    private readonly Tally _others = new();

    public void Add(ulong item, LogMark mark)
    {
        if (_items.Count >= most && !_items.ContainsKey(item))
        {
            _others.Add(mark);
            return;
        }

        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_items, item, out _);
        (tally ??= new Tally()).Add(mark);
    }

    /// <summary>What still holds.</summary>
    public (Tally Tally, ulong? Item) Sum(Func<ulong, bool> holds)
    {
        var (sum, item) = (new Tally(), (ulong?)null);
        sum.Add(_others);
        foreach (var (key, tally) in _items)
        {
            if (!holds(key)) continue;
            sum.Add(tally);
            if (sum.First == tally.First) item = key;
        }

        return (sum, item);
    }
}
