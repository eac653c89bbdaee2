using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The newest lists of recommendations a visitor has seen, by the hash of the list's id, with what was clicked in them: what
/// an order is attributed to. Totals stay beyond the cap.
/// </summary>
public sealed class ListsSeen
{
    private readonly SortedList<ulong, SeenList> _byList = [];

    /// <summary>How often a list was reported as visible.</summary>
    public long Views { get; private set; }

    /// <summary>How often a product of a list was clicked.</summary>
    public long Clicks { get; private set; }

    /// <summary>By list, ascending by hash.</summary>
    public IReadOnlyDictionary<ulong, SeenList> ByList => _byList;

    internal int ClicksKept
    {
        get
        {
            var clicks = 0;
            for (var i = 0; i < _byList.Count; i++) clicks += _byList.Values[i].Clicks.Count;
            return clicks;
        }
    }

    public bool IsEmpty => Views == 0 && Clicks == 0 && _byList.Count == 0;

    public void View(ulong list, ulong placement, Stamp stamp, byte form = 0)
    {
        Views++;
        Put(list, new SeenList(stamp, placement, [], form));
    }

    /// <summary>What was clicked has been seen.</summary>
    public void Click(ulong list, ulong placement, ulong item, int position, Stamp stamp, byte form = 0)
    {
        Clicks++;
        Put(list, new SeenList(stamp, placement, [new ListClick(stamp, item, position)], form));
    }

    public void Merge(ListsSeen other)
    {
        Views += other.Views;
        Clicks += other.Clicks;
        foreach (var (list, seen) in other._byList) Put(list, seen);
    }

    /// <summary>Forgets the list seen longest ago.</summary>
    internal bool DropOldest()
    {
        var oldest = -1;
        for (var i = 0; i < _byList.Count; i++)
        {
            if (oldest < 0 || _byList.Values[i].Seen < _byList.Values[oldest].Seen) oldest = i;
        }

        if (oldest >= 0) _byList.RemoveAt(oldest);
        return oldest >= 0;
    }

    private void Put(ulong list, SeenList seen)
    {
        _byList[list] = _byList.TryGetValue(list, out var known) ? known.Join(seen) : seen;
        if (_byList.Count > VisitorLimits.ListsSeen) DropOldest();
    }

    // The form (at most 15), the number of clicks (at most 7) and whether there is a placement share a byte.
    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Varint((ulong)Views);
        e.Varint((ulong)Clicks);
        e.Count(_byList.Count);
        foreach (var (list, seen) in _byList)
        {
            e.Fixed64(list);
            seen.Seen.Write(e, reference);
            e.Byte((byte)((seen.Form << 4) | (seen.Clicks.Count << 1) | (seen.Placement != 0 ? 1 : 0)));
            if (seen.Placement != 0) e.Fixed64(seen.Placement);
            foreach (var click in seen.Clicks)
            {
                click.Stamp.Write(e, reference);
                e.Fixed64(click.Item);
                e.Signed(click.Position);
            }
        }
    }

    internal static ListsSeen Read(ref BinaryDecoder d, Instant reference)
    {
        var lists = new ListsSeen { Views = (long)d.Varint(), Clicks = (long)d.Varint() };
        for (var n = d.Count(); n > 0; n--)
        {
            var list = d.Fixed64();
            var stamp = Stamp.Read(ref d, reference);
            var flags = d.Byte();
            var placement = (flags & 1) != 0 ? d.Fixed64() : 0;
            var clicks = new ListClick[(flags >> 1) & 7];
            for (var i = 0; i < clicks.Length; i++) clicks[i] = new ListClick(Stamp.Read(ref d, reference), d.Fixed64(), d.Int32());
            lists._byList[list] = new SeenList(stamp, placement, clicks, (byte)(flags >> 4));
        }

        return lists;
    }
}
