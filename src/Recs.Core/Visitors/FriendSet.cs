using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// Friends by the hash of their id: what this visitor says of each and what each says of this visitor. A friendship counts
/// once both have named each other; taking it back takes it back for both, so that naming alone does not bring it back. What
/// others say never crowds out whom the visitor has named.
/// </summary>
public sealed class FriendSet
{
    private const byte OwnSaid = 1;
    private const byte OwnLinked = 2;
    private const byte TheirsSaid = 4;
    private const byte TheirsLinked = 8;
    private const byte HasId = 16;

    private readonly SortedList<ulong, Friend> _friends = [];

    /// <summary>Everyone known of, ascending by hash; those who only named this visitor and those taken back among them.</summary>
    public IList<Friend> All => _friends.Values;

    internal int TextBytes
    {
        get
        {
            var bytes = 0;
            for (var i = 0; i < _friends.Count; i++) bytes += _friends.Values[i].Unclaimed is { } id ? Utf8Text.Bytes(id) + 1 : 0;
            return bytes;
        }
    }

    /// <summary>This visitor names a friend. Naming the same one again changes nothing.</summary>
    public void Link(string id, Instant time)
    {
        var key = ErasedName.HashOf(id);
        if (Of(key) is not { Own.Linked: true } friend || time < friend.Own.Time) Say(key, new Naming(time, true), Naming.None, id);
    }

    /// <summary>This visitor takes a friendship back, for both.</summary>
    public void Unlink(string id, Instant time)
    {
        var gone = new Naming(time, false);
        Say(ErasedName.HashOf(id), gone, gone, id);
    }

    /// <summary>The other has named this visitor, or takes the friendship back for both.</summary>
    public void Claim(ulong friend, bool linked, Instant time)
    {
        var said = new Naming(time, linked);
        Say(friend, linked ? Naming.None : said, said, null);
    }

    public void Merge(FriendSet other)
    {
        for (var i = 0; i < other._friends.Count; i++) Put(other._friends.Values[i]);
    }

    /// <summary>What others have said, without anything the visitor says.</summary>
    public FriendSet OfOthers()
    {
        var others = new FriendSet();
        foreach (var friend in _friends.Values)
        {
            if (friend.Theirs != Naming.None) others._friends[friend.Key] = new Friend(friend.Key, Naming.None, friend.Theirs, null);
        }

        return others;
    }

    /// <summary>Nobody is a friend of oneself.</summary>
    public void Forget(ulong key) => _friends.Remove(key);

    /// <summary>Leaves of an erased friend's id only the hash.</summary>
    /// <returns>Whether the id was kept here.</returns>
    public bool ForgetId(string name)
    {
        var at = _friends.IndexOfKey(ErasedName.HashOf(name));
        if (at < 0 || _friends.Values[at] is not { Unclaimed: { } id } friend || id == name) return false;
        _friends.SetValueAtIndex(at, friend with { Unclaimed = name });
        return true;
    }

    /// <summary>Those who have not been told what this visitor says of them; from now on they have.</summary>
    public IReadOnlyList<(string Id, Naming Said)> TakeUnclaimed()
    {
        List<(string, Naming)>? told = null;
        for (var i = 0; i < _friends.Count; i++)
        {
            if (_friends.Values[i] is not { Unclaimed: { } id } friend) continue;
            (told ??= []).Add((id, friend.Own));
            _friends.SetValueAtIndex(i, friend with { Unclaimed = null });
        }

        return told is null ? [] : told;
    }

    /// <summary>Forgets what was taken back longer ago than the memory for removals.</summary>
    public void AgeOut(Instant now, VisitorOptions options)
    {
        for (var i = _friends.Count - 1; i >= 0; i--)
        {
            var friend = _friends.Values[i];
            if (!friend.Own.Linked && !friend.Theirs.Linked && now - friend.Newest > options.RemovalMemory) _friends.RemoveAt(i);
        }
    }

    /// <summary>Forgets the one of whom nothing was heard for longest, among those named by this visitor or among the others.</summary>
    internal bool DropOldest(bool named)
    {
        var oldest = -1;
        for (var i = 0; i < _friends.Count; i++)
        {
            var friend = _friends.Values[i];
            if (friend.Own.Linked == named && (oldest < 0 || friend.Newest < _friends.Values[oldest].Newest)) oldest = i;
        }

        if (oldest >= 0) _friends.RemoveAt(oldest);
        return oldest >= 0;
    }

    private Friend? Of(ulong key) => _friends.TryGetValue(key, out var friend) ? friend : null;

    private void Say(ulong key, Naming own, Naming theirs, string? id)
    {
        var known = Of(key) ?? new Friend(key, Naming.None, Naming.None, null);
        var said = known.Join(new Friend(key, own, theirs, null));
        Put(said.Own == known.Own ? said : said with { Unclaimed = id });
    }

    private void Put(Friend friend)
    {
        var joined = Of(friend.Key) is { } known ? known.Join(friend) : friend;
        _friends[friend.Key] = joined;
        if (Count(joined.Own.Linked) > VisitorLimits.Friends) DropOldest(joined.Own.Linked);
    }

    private int Count(bool named)
    {
        var count = 0;
        for (var i = 0; i < _friends.Count; i++) count += _friends.Values[i].Own.Linked == named ? 1 : 0;
        return count;
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_friends.Count);
        foreach (var friend in _friends.Values)
        {
            e.Fixed64(friend.Key);
            e.Byte(FlagsOf(friend));
            if (friend.Own != Naming.None) e.Signed(reference.UnixMilliseconds - friend.Own.Time.UnixMilliseconds);
            if (friend.Theirs != Naming.None) e.Signed(reference.UnixMilliseconds - friend.Theirs.Time.UnixMilliseconds);
            if (friend.Unclaimed is { } id) e.Text(id);
        }
    }

    internal static FriendSet Read(ref BinaryDecoder d, Instant reference)
    {
        var set = new FriendSet();
        for (var n = d.Count(); n > 0; n--)
        {
            var key = d.Fixed64();
            var flags = d.Byte();
            var own = Said(ref d, reference, flags, OwnSaid, OwnLinked);
            var theirs = Said(ref d, reference, flags, TheirsSaid, TheirsLinked);
            set._friends[key] = new Friend(key, own, theirs, (flags & HasId) != 0 ? d.Text() : null);
        }

        return set;
    }

    private static byte FlagsOf(Friend f) => (byte)(
        (f.Own != Naming.None ? OwnSaid : 0) | (f.Own.Linked ? OwnLinked : 0) | (f.Theirs != Naming.None ? TheirsSaid : 0)
        | (f.Theirs.Linked ? TheirsLinked : 0) | (f.Unclaimed is null ? 0 : HasId));

    private static Naming Said(ref BinaryDecoder d, Instant reference, byte flags, byte said, byte linked) =>
        (flags & said) == 0 ? Naming.None : new Naming(new Instant(reference.UnixMilliseconds - d.Signed()), (flags & linked) != 0);
}
