using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The newest N keys, each at its newest stamp. Merging is the union; it is associative, commutative and idempotent, and
/// what falls out is always the oldest.
/// </summary>
public sealed class RecentMap(int capacity)
{
    // Newest first.
    private readonly List<(Stamp Stamp, ulong Key)> _entries = [];

    public IReadOnlyList<(Stamp Stamp, ulong Key)> NewestFirst => _entries;

    public bool Contains(ulong key) => _entries.Exists(e => e.Key == key);

    public void Put(ulong key, Stamp stamp)
    {
        var known = _entries.FindIndex(e => e.Key == key);
        if (known >= 0)
        {
            if (_entries[known].Stamp >= stamp) return;
            _entries.RemoveAt(known);
        }

        var at = 0;
        while (at < _entries.Count && Compare(_entries[at], (stamp, key)) > 0) at++;
        _entries.Insert(at, (stamp, key));
        if (_entries.Count > capacity) _entries.RemoveAt(capacity);
    }

    public void Merge(RecentMap other)
    {
        foreach (var (stamp, key) in other._entries) Put(key, stamp);
    }

    /// <summary>Forgets the oldest; for the bound on the whole state.</summary>
    internal bool DropOldest()
    {
        if (_entries.Count == 0) return false;
        _entries.RemoveAt(_entries.Count - 1);
        return true;
    }

    private static int Compare((Stamp Stamp, ulong Key) a, (Stamp Stamp, ulong Key) b)
    {
        var c = a.Stamp.CompareTo(b.Stamp);
        return c != 0 ? c : a.Key.CompareTo(b.Key);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_entries.Count);
        foreach (var (stamp, key) in _entries)
        {
            stamp.Write(e, reference);
            e.Fixed64(key);
            reference = stamp.Time;
        }
    }

    internal static RecentMap Read(ref BinaryDecoder d, int capacity, Instant reference)
    {
        var map = new RecentMap(capacity);
        for (var n = d.Count(); n > 0; n--)
        {
            var stamp = Stamp.Read(ref d, reference);
            map._entries.Add((stamp, d.Fixed64()));
            reference = stamp.Time;
        }

        return map;
    }
}
