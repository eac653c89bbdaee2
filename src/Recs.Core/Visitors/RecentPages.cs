using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>The newest pages seen, each view for itself.</summary>
public sealed class RecentPages
{
    private readonly List<(Stamp Stamp, string Path)> _newestFirst = [];

    public IReadOnlyList<(Stamp Stamp, string Path)> NewestFirst => _newestFirst;

    public void Add(Stamp stamp, string path)
    {
        var entry = (stamp, Utf8Text.Cut(path, VisitorLimits.PathBytes));
        var at = 0;
        while (at < _newestFirst.Count && Compare(_newestFirst[at], entry) >= 0) at++;
        _newestFirst.Insert(at, entry);
        if (_newestFirst.Count > VisitorLimits.RecentPages) _newestFirst.RemoveAt(VisitorLimits.RecentPages);
    }

    public void Merge(RecentPages other)
    {
        foreach (var (stamp, path) in other._newestFirst) Add(stamp, path);
    }

    /// <summary>Forgets the oldest; for the bound on the whole state.</summary>
    internal bool DropOldest()
    {
        if (_newestFirst.Count == 0) return false;
        _newestFirst.RemoveAt(_newestFirst.Count - 1);
        return true;
    }

    private static int Compare((Stamp Stamp, string Path) a, (Stamp Stamp, string Path) b)
    {
        var c = a.Stamp.CompareTo(b.Stamp);
        return c != 0 ? c : string.CompareOrdinal(a.Path, b.Path);
    }

    // Paths of one shop begin alike, so of each only what differs from the one before is written.
    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_newestFirst.Count);
        var before = "";
        foreach (var (stamp, path) in _newestFirst)
        {
            stamp.Write(e, reference);
            var shared = before.AsSpan().CommonPrefixLength(path);
            if (shared > 0 && char.IsHighSurrogate(path[shared - 1])) shared--;
            e.Count(shared);
            e.Text(path[shared..]);
            (reference, before) = (stamp.Time, path);
        }
    }

    internal static RecentPages Read(ref BinaryDecoder d, Instant reference)
    {
        var pages = new RecentPages();
        var before = "";
        for (var n = d.Count(); n > 0; n--)
        {
            var stamp = Stamp.Read(ref d, reference);
            var shared = d.Varint();
            if (shared > (ulong)before.Length) throw new StoredFormatException($"A path shares {shared} characters with one of {before.Length}.");
            var path = before[..(int)shared] + d.Text();
            pages._newestFirst.Add((stamp, path));
            (reference, before) = (stamp.Time, path);
        }

        return pages;
    }
}
