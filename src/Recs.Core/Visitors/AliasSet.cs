using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>The anonymous ids that have become this visitor, each with the merge that brought it. What makes a merge idempotent.</summary>
public sealed class AliasSet
{
    // Newest first.
    private readonly List<Alias> _aliases = [];

    public IReadOnlyList<Alias> NewestFirst => _aliases;

    public bool Knows(ulong mergeId) => _aliases.Exists(a => a.MergeId == mergeId);

    public void Add(Alias alias)
    {
        if (Knows(alias.MergeId)) return;
        var at = 0;
        while (at < _aliases.Count && Compare(_aliases[at], alias) > 0) at++;
        _aliases.Insert(at, alias);
        if (_aliases.Count > VisitorLimits.Aliases) _aliases.RemoveAt(VisitorLimits.Aliases);
    }

    public void Remove(VisitorId id) => _aliases.RemoveAll(a => a.Id == id);

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
        }
    }

    internal static AliasSet Read(ref BinaryDecoder d, Instant reference)
    {
        var set = new AliasSet();
        for (var n = d.Count(); n > 0; n--)
            set._aliases.Add(new Alias(new VisitorId(d.Text()), d.Fixed64(), new Instant(reference.UnixMilliseconds - d.Signed())));
        return set;
    }
}

public readonly record struct Alias(VisitorId Id, ulong MergeId, Instant Time);
