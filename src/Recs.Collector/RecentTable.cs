namespace Recs.Collector;

/// <summary>
/// What was used last, in bounded memory: two generations, of which the older is dropped whole when the younger has half the
/// capacity. An entry outlives at least half the capacity of other entries used after it. Not for several threads.
/// </summary>
/// <param name="capacity">The most entries; at least 2.</param>
internal sealed class RecentTable<TValue>(int capacity)
{
    private Dictionary<ulong, TValue> _young = [];
    private Dictionary<ulong, TValue> _old = [];

    public int Count => _young.Count + _old.Count;

    /// <summary>The value, which from now on counts as used.</summary>
    public bool TryGet(ulong key, out TValue value)
    {
        if (_young.TryGetValue(key, out value!)) return true;
        if (!_old.Remove(key, out value!)) return false;
        Put(key, value);
        return true;
    }

    public void Put(ulong key, TValue value)
    {
        if (_young.Count >= capacity / 2 && !_young.ContainsKey(key))
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _old.Remove(key);
        _young[key] = value;
    }
}
