using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// Sessions and the gaps between their starts. Merging adds both sides (they are not re-sewn) and goes on with the session
/// that was active later.
/// </summary>
public sealed class VisitTotals
{
    public long Sessions { get; private set; }

    /// <summary>The sum of the gaps between session starts, in milliseconds.</summary>
    public long GapMilliseconds { get; private set; }

    public long Gaps { get; private set; }

    /// <summary>The gap before the current session; null in the first.</summary>
    public TimeSpan? LastGap { get; private set; }

    public Instant SessionStart { get; private set; } = Instant.MinValue;

    public Instant SessionLast { get; private set; } = Instant.MinValue;

    public TimeSpan? MeanGap => Gaps == 0 ? null : TimeSpan.FromMilliseconds(GapMilliseconds / Gaps);

    /// <summary>A visitor's event that is not older than the newest before it.</summary>
    public void Visit(Instant time, VisitorOptions options)
    {
        if (Sessions == 0)
        {
            Begin(time);
        }
        else if (time - SessionLast >= options.SessionIdle || time - SessionStart >= options.SessionMax)
        {
            var gap = time - SessionStart;
            GapMilliseconds += (long)gap.TotalMilliseconds;
            Gaps++;
            LastGap = gap;
            Begin(time);
        }

        SessionLast = time;
    }

    public void Merge(VisitTotals other)
    {
        Sessions += other.Sessions;
        GapMilliseconds += other.GapMilliseconds;
        Gaps += other.Gaps;
        if (Compare(other, this) <= 0) return;
        (SessionStart, SessionLast, LastGap) = (other.SessionStart, other.SessionLast, other.LastGap);
    }

    private void Begin(Instant time)
    {
        Sessions++;
        SessionStart = time;
    }

    private static int Compare(VisitTotals a, VisitTotals b)
    {
        var c = a.SessionLast.CompareTo(b.SessionLast);
        if (c == 0) c = a.SessionStart.CompareTo(b.SessionStart);
        return c != 0 ? c : Nullable.Compare(a.LastGap, b.LastGap);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Varint((ulong)Sessions);
        if (Sessions == 0) return;
        e.Varint((ulong)Gaps);
        e.Signed(GapMilliseconds);
        e.Signed(reference.UnixMilliseconds - SessionLast.UnixMilliseconds);
        e.Signed(SessionLast.UnixMilliseconds - SessionStart.UnixMilliseconds);
        e.Signed(LastGap is { } gap ? (long)gap.TotalMilliseconds : -1);
    }

    internal static VisitTotals Read(ref BinaryDecoder d, Instant reference)
    {
        var v = new VisitTotals { Sessions = (long)d.Varint() };
        if (v.Sessions == 0) return v;
        v.Gaps = (long)d.Varint();
        v.GapMilliseconds = d.Signed();
        v.SessionLast = new Instant(reference.UnixMilliseconds - d.Signed());
        v.SessionStart = new Instant(v.SessionLast.UnixMilliseconds - d.Signed());
        var gap = d.Duration();
        v.LastGap = gap < TimeSpan.Zero ? null : gap;
        return v;
    }
}
