using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The anonymous ids that have become this visitor, each with the merge that brought it. Of one that was released the
/// handing over is remembered, and who has it now, so that what still arrives through it finds its way.
/// </summary>
public sealed class AliasSet
{
    // Newest first, released ones among them.
    private readonly List<Alias> _aliases = [];

    /// <summary>The aliases that have not been released, newest first.</summary>
    public IEnumerable<Alias> NewestFirst => _aliases.Where(a => !a.Id.IsNone);

    internal int Count => _aliases.Count;

    internal int TextBytes => _aliases.Sum(a => Utf8Text.Bytes(a.Id.Value) + (a.Released is { } r ? Utf8Text.Bytes(r.To.Value) : 0));

    public void Add(Alias alias)
    {
        var known = _aliases.FindIndex(a => a.MergeId == alias.MergeId);
        if (known >= 0)
        {
            // A release on either side holds.
            if (alias.Id.IsNone) _aliases[known] = _aliases[known] with { Id = VisitorId.None, Released = Later(_aliases[known].Released, alias.Released) };
            return;
        }

        var at = 0;
        while (at < _aliases.Count && Compare(_aliases[at], alias) > 0) at++;
        _aliases.Insert(at, alias);
        if (_aliases.Count > VisitorLimits.Aliases) _aliases.RemoveAt(VisitorLimits.Aliases);
    }

    /// <summary>The id belongs to another user from now on.</summary>
    /// <param name="id">The anonymous id; it need not be known here.</param>
    /// <param name="to">The other user; null: not said.</param>
    /// <param name="releaseId">Of the release.</param>
    /// <param name="time">When.</param>
    public void Release(VisitorId id, VisitorId? to, ulong releaseId, Instant time)
    {
        ReleasedAlias? released = to is { } user ? new ReleasedAlias(ErasedName.HashOf(id.Value), user) : null;
        var held = false;
        for (var i = 0; i < _aliases.Count; i++)
        {
            if (_aliases[i].Id != id) continue;
            held = true;
            _aliases[i] = _aliases[i] with { Id = VisitorId.None, Released = released };
        }

        if (!held && released is not null) Add(new Alias(VisitorId.None, releaseId, time) { Released = released });
    }

    /// <summary>Who has an id that was released here; null: it is this visitor's, or was never.</summary>
    public VisitorId? ReleasedTo(VisitorId id)
    {
        VisitorId? user = null;
        var hash = 0UL;
        for (var i = 0; i < _aliases.Count; i++)
        {
            if (_aliases[i].Id == id) return null;
            if (user is not null || _aliases[i].Released is not { } released) continue;
            if (hash == 0) hash = ErasedName.HashOf(id.Value);
            if (released.Alias == hash) user = released.To;
        }

        return user;
    }

    /// <summary>Leaves of an erased visitor's id only the hash.</summary>
    /// <returns>Whether it was named.</returns>
    public bool Forget(string name)
    {
        var forgot = false;
        for (var i = 0; i < _aliases.Count; i++)
        {
            var alias = _aliases[i];
            if (!alias.Id.IsNone && alias.Id.Value != name && ErasedName.Of(alias.Id.Value) == name) alias = alias with { Id = new VisitorId(name) };
            if (alias.Released is { } released && released.To.Value != name && ErasedName.Of(released.To.Value) == name)
                alias = alias with { Released = released with { To = new VisitorId(name) } };
            forgot |= alias != _aliases[i];
            _aliases[i] = alias;
        }

        return forgot;
    }

    public void Merge(AliasSet other)
    {
        foreach (var alias in other._aliases) Add(alias);
    }

    /// <summary>Of a state whose merges are remembered by their aliases alone.</summary>
    internal void RememberMerges(RecentMap merges)
    {
        foreach (var alias in _aliases) merges.Put(alias.MergeId, Stamp.Of(alias.Time, alias.MergeId));
    }

    private static ReleasedAlias? Later(ReleasedAlias? a, ReleasedAlias? b) =>
        a is { } x && b is { } y ? (string.CompareOrdinal(x.To.Value, y.To.Value) >= 0 ? a : b) : a ?? b;

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
            if (!alias.Id.IsNone) continue;
            e.TextOrNothing(alias.Released?.To.Value);
            if (alias.Released is { } released) e.Fixed64(released.Alias);
        }
    }

    /// <param name="d">Where to read.</param>
    /// <param name="reference">The time the first is written as an offset from.</param>
    /// <param name="version">Of the state: 1 did not say to whom an alias was released.</param>
    internal static AliasSet Read(ref BinaryDecoder d, Instant reference, int version)
    {
        var set = new AliasSet();
        for (var n = d.Count(); n > 0; n--)
        {
            var alias = new Alias(new VisitorId(d.Text()), d.Fixed64(), new Instant(reference.UnixMilliseconds - d.Signed()));
            reference = alias.Time;
            if (version > 1 && alias.Id.IsNone && d.TextOrNothing() is { } user)
                alias = alias with { Released = new ReleasedAlias(d.Fixed64(), new VisitorId(user)) };
            set._aliases.Add(alias);
        }

        return set;
    }
}

/// <param name="Id">The anonymous id; <see cref="VisitorId.None"/> once released.</param>
/// <param name="MergeId">The handing over that brought it.</param>
/// <param name="Time">When.</param>
public readonly record struct Alias(VisitorId Id, ulong MergeId, Instant Time)
{
    /// <summary>Where it went; null: it is still here, or nobody said.</summary>
    public ReleasedAlias? Released { get; init; }
}

/// <param name="Alias">The hash of the anonymous id.</param>
/// <param name="To">The user who has it now.</param>
public readonly record struct ReleasedAlias(ulong Alias, VisitorId To);
