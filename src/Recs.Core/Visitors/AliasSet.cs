using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The anonymous ids that have become this visitor, each with the merge that brought it. What makes a merge idempotent, so
/// the merge of an alias that was released is remembered without the alias.
/// </summary>
public sealed class AliasSet
{
    // Newest first, released ones among them.
    private readonly List<Alias> _aliases = [];

    /// <summary>The aliases that have not been released, newest first.</summary>
    public IEnumerable<Alias> NewestFirst => _aliases.Where(a => !a.Id.IsNone);

    internal int Count => _aliases.Count;

    internal int TextBytes => _aliases.Sum(a => Utf8Text.Bytes(a.Id.Value));

    public bool Knows(ulong mergeId) => _aliases.Exists(a => a.MergeId == mergeId);

    public void Add(Alias alias)
    {
        var known = _aliases.FindIndex(a => a.MergeId == alias.MergeId);
        if (known >= 0)
        {
            // A release on either side holds.
            if (alias.Id.IsNone) _aliases[known] = _aliases[known] with { Id = VisitorId.None };
            return;
        }

        var at = 0;
        while (at < _aliases.Count && Compare(_aliases[at], alias) > 0) at++;
        _aliases.Insert(at, alias);
        if (_aliases.Count > VisitorLimits.Aliases) _aliases.RemoveAt(VisitorLimits.Aliases);
    }

    /// <summary>The id belongs to another user from now on.</summary>
    public void Release(VisitorId id)
    {
        for (var i = 0; i < _aliases.Count; i++)
        {
            if (_aliases[i].Id == id) _aliases[i] = _aliases[i] with { Id = VisitorId.None };
        }
    }

    public void Merge(AliasSet other)
    {
        foreach (var alias in other._aliases) Add(alias);
    }

    private static int Compare(Alias a, Alias b)
    {
        var c = a.Time.CompareTo(b.Time);
        return c != 0 ? c : a.MergeId.CompareTo(b.MergeId);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_aliases.Count);
        foreach (var alias in _aliases)
        {
            e.Text(alias.Id.Value);
            e.Fixed64(alias.MergeId);
            e.Signed(reference.UnixMilliseconds - alias.Time.UnixMilliseconds);
            reference = alias.Time;
        }
    }

    internal static AliasSet Read(ref BinaryDecoder d, Instant reference)
    {
        var set = new AliasSet();
        for (var n = d.Count(); n > 0; n--)
        {
            var alias = new Alias(new VisitorId(d.Text()), d.Fixed64(), new Instant(reference.UnixMilliseconds - d.Signed()));
            set._aliases.Add(alias);
            reference = alias.Time;
        }

        return set;
    }
}

public readonly record struct Alias(VisitorId Id, ulong MergeId, Instant Time);
