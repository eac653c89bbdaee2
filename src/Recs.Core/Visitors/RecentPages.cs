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

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_newestFirst.Count);
        foreach (var (stamp, path) in _newestFirst)
        {
            stamp.Write(e, reference);
            e.Text(path);
        }
    }

    internal static RecentPages Read(ref BinaryDecoder d, Instant reference)
    {
        var pages = new RecentPages();
        for (var n = d.Count(); n > 0; n--) pages._newestFirst.Add((Stamp.Read(ref d, reference), d.Text()));
        return pages;
    }
}
