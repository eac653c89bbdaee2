namespace Recs.Core.Recommendations.Rules;

/// <summary>Which items rules put at which places of a list; at most one a place. Serves one request after another.</summary>
internal sealed class PinnedItems
{
    private readonly List<(int Place, int Item, Rule Rule)> _pinned = [];

    public int Count => _pinned.Count;

    public void Clear() => _pinned.Clear();

    /// <summary>Puts an item at a place, or at the next free one.</summary>
    /// <returns>False: there is none left, or the item has one.</returns>
    public bool Add(Rule rule, int item, int first, int last)
    {
        foreach (var known in _pinned)
        {
            if (known.Item == item) return false;
        }

        var place = Math.Max(rule.Position, first);
        while (place <= last && At(place) is not null) place++;
        if (place > last) return false;
        _pinned.Add((place, item, rule));
        return true;
    }

    /// <summary>What is put at a place; null: nothing.</summary>
    public (int Item, Rule Rule)? At(int place)
    {
        foreach (var (at, item, rule) in _pinned)
        {
            if (at == place) return (item, rule);
        }

        return null;
    }

    /// <summary>Takes out what was put at the earliest place; null: nothing is left.</summary>
    public (int Item, Rule Rule)? TakeFirst()
    {
        var first = -1;
        for (var i = 0; i < _pinned.Count; i++)
        {
            if (first < 0 || _pinned[i].Place < _pinned[first].Place) first = i;
        }

        if (first < 0) return null;
        var (_, item, rule) = _pinned[first];
        _pinned.RemoveAt(first);
        return (item, rule);
    }
}
