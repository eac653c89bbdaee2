using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>What a visitor has searched for, each text once, at its newest time. The number of searches stays beyond the cap.</summary>
public sealed class SearchTerms
{
    // Google's tags tell of one search twice, as search when it is sent off and as view_search_results when the page is there.
    private static readonly TimeSpan SameSearch = TimeSpan.FromSeconds(30);

    private readonly List<(Stamp Stamp, string Text)> _newestFirst = [];

    /// <summary>How many searches there were, repeated ones among them.</summary>
    public long Total { get; private set; }

    public IReadOnlyList<(Stamp Stamp, string Text)> NewestFirst => _newestFirst;

    public bool IsEmpty => Total == 0 && _newestFirst.Count == 0;

    internal int TextBytes
    {
        get
        {
            var bytes = 0;
            for (var i = 0; i < _newestFirst.Count; i++) bytes += Utf8Text.Bytes(_newestFirst[i].Text);
            return bytes;
        }
    }

    /// <summary>Counts a search; the same text within half a minute is the same search, its further pages, or another tag's word of it.</summary>
    public void Add(string text, Stamp stamp)
    {
        var cut = Utf8Text.Cut(text, VisitorLimits.SearchBytes);
        if (!IsKnown(cut, stamp.Time)) Total++;
        Put((stamp, cut));
    }

    public void Merge(SearchTerms other)
    {
        Total += other.Total;
        foreach (var entry in other._newestFirst) Put(entry);
    }

    /// <summary>Forgets the oldest; for the bound on the whole state.</summary>
    internal bool DropOldest()
    {
        if (_newestFirst.Count == 0) return false;
        _newestFirst.RemoveAt(_newestFirst.Count - 1);
        return true;
    }

    private bool IsKnown(string text, Instant time)
    {
        for (var i = 0; i < _newestFirst.Count; i++)
        {
            if (_newestFirst[i].Text == text) return (time - _newestFirst[i].Stamp.Time).Duration() < SameSearch;
        }

        return false;
    }

    private void Put((Stamp Stamp, string Text) entry)
    {
        var known = _newestFirst.FindIndex(e => e.Text == entry.Text);
        if (known >= 0)
        {
            if (_newestFirst[known].Stamp >= entry.Stamp) return;
            _newestFirst.RemoveAt(known);
        }

        var at = 0;
        while (at < _newestFirst.Count && Compare(_newestFirst[at], entry) > 0) at++;
        _newestFirst.Insert(at, entry);
        if (_newestFirst.Count > VisitorLimits.Searches) _newestFirst.RemoveAt(VisitorLimits.Searches);
    }

    private static int Compare((Stamp Stamp, string Text) a, (Stamp Stamp, string Text) b)
    {
        var c = a.Stamp.CompareTo(b.Stamp);
        return c != 0 ? c : string.CompareOrdinal(a.Text, b.Text);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Varint((ulong)Total);
        e.Count(_newestFirst.Count);
        foreach (var (stamp, text) in _newestFirst)
        {
            stamp.Write(e, reference);
            e.Text(text);
            reference = stamp.Time;
        }
    }

    internal static SearchTerms Read(ref BinaryDecoder d, Instant reference)
    {
        var terms = new SearchTerms { Total = (long)d.Varint() };
        for (var n = d.Count(); n > 0; n--)
        {
            var stamp = Stamp.Read(ref d, reference);
            terms._newestFirst.Add((stamp, d.Text()));
            reference = stamp.Time;
        }

        return terms;
    }
}
