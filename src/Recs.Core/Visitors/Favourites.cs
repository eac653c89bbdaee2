using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// Products a visitor has marked: per product the later of adding and removing counts (removing where they tie). Removals
/// are remembered until they age out, so that an older addition that arrives later does not bring a product back.
/// </summary>
public sealed class Favourites
{
    // Newest first, removals among them.
    private readonly List<(Stamp Stamp, ulong Key, bool Present)> _entries = [];

    /// <summary>The marked products, newest first.</summary>
    public IEnumerable<(ulong Item, Instant Since)> Items => _entries.Where(e => e.Present).Select(e => (e.Key, e.Stamp.Time));

    internal int Count => _entries.Count;

    public void Set(ulong key, bool present, Stamp stamp) => Put((stamp, key, present));

    public void Merge(Favourites other)
    {
        foreach (var entry in other._entries) Put(entry);
    }

    /// <summary>Forgets removals older than the memory for them.</summary>
    public void AgeOut(Instant now, VisitorOptions options) =>
        _entries.RemoveAll(e => !e.Present && now - e.Stamp.Time > options.RemovalMemory);

    /// <summary>Forgets the oldest removal, else the oldest product; for the bound on the whole state.</summary>
    internal bool DropOldest(bool present)
    {
        var at = _entries.FindLastIndex(e => e.Present == present);
        if (at >= 0) _entries.RemoveAt(at);
        return at >= 0;
    }

    private void Put((Stamp Stamp, ulong Key, bool Present) entry)
    {
        var known = _entries.FindIndex(e => e.Key == entry.Key);
        if (known >= 0)
        {
            if (Compare(_entries[known], entry) >= 0) return;
            _entries.RemoveAt(known);
        }

        var at = 0;
        while (at < _entries.Count && Compare(_entries[at], entry) > 0) at++;
        _entries.Insert(at, entry);
        if (_entries.Count(e => e.Present == entry.Present) > (entry.Present ? VisitorLimits.Favourites : VisitorLimits.Removals))
            DropOldest(entry.Present);
    }

    // Of two entries with one stamp a removal is the later.
    private static int Compare((Stamp Stamp, ulong Key, bool Present) a, (Stamp Stamp, ulong Key, bool Present) b)
    {
        var c = a.Stamp.CompareTo(b.Stamp);
        if (c == 0) c = b.Present.CompareTo(a.Present);
        return c != 0 ? c : a.Key.CompareTo(b.Key);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_entries.Count);
        foreach (var (stamp, key, present) in _entries)
        {
            stamp.Write(e, reference);
            e.Fixed64(key);
            e.Bool(present);
            reference = stamp.Time;
        }
    }

    internal static Favourites Read(ref BinaryDecoder d, Instant reference)
    {
        var favourites = new Favourites();
        for (var n = d.Count(); n > 0; n--)
        {
            var stamp = Stamp.Read(ref d, reference);
            favourites._entries.Add((stamp, d.Fixed64(), d.Bool()));
            reference = stamp.Time;
        }

        return favourites;
    }
}
