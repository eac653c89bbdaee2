namespace Recs.Core.Streaming;

/// <summary>The timers of one site that a turn may have to fire, by (due, visitor).</summary>
internal sealed class TimerIndex(Instant horizon)
{
    private static readonly Comparer<(Instant Due, VisitorKey Key)> ByDue = Comparer<(Instant Due, VisitorKey Key)>.Create((a, b) =>
    {
        var c = a.Due.CompareTo(b.Due);
        return c != 0 ? c : Utf8Text.CompareOrdinal(a.Key.Visitor.Value, b.Key.Visitor.Value);
    });

    private readonly SortedSet<(Instant Due, VisitorKey Key)> _timers = new(ByDue);

    /// <summary>Timers later than this are not in the index.</summary>
    public Instant Horizon => horizon;

    /// <summary>Puts the visitor's timer in the place of the one it stood under before.</summary>
    public void Move(VisitorSlot slot, Instant? due)
    {
        if (slot.IndexedDue is { } before) _timers.Remove((before, slot.Grain.Key));
        slot.IndexedDue = due <= horizon ? due : null;
        if (slot.IndexedDue is { } after) _timers.Add((after, slot.Grain.Key));
    }

    /// <summary>The visitor whose timer is due first, if at or before a time.</summary>
    public VisitorKey? Next(Instant now) => _timers.Count > 0 && _timers.Min.Due <= now ? _timers.Min.Key : null;
}
