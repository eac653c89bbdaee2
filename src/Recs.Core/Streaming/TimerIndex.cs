namespace Recs.Core.Streaming;

/// <summary>The timers of one site that a turn may have to fire, by (due, visitor), up to an edge.</summary>
/// <param name="until">Later timers are not in the index.</param>
/// <param name="last">Of the timers due at <paramref name="until"/> those of this and earlier visitors are; null: all.</param>
internal sealed class TimerIndex(Instant until, VisitorId? last)
{
    private static readonly Comparer<(Instant Due, VisitorKey Key)> ByDue = Comparer<(Instant Due, VisitorKey Key)>.Create((a, b) =>
    {
        var c = a.Due.CompareTo(b.Due);
        return c != 0 ? c : Utf8Text.CompareOrdinal(a.Key.Visitor.Value, b.Key.Visitor.Value);
    });

    private readonly SortedSet<(Instant Due, VisitorKey Key)> _timers = new(ByDue);

    /// <summary>Timers later than this are not in the index.</summary>
    public Instant Until => until;

    /// <summary>Puts the visitor's timer in the place of the one it stood under before.</summary>
    public void Move(VisitorSlot slot)
    {
        if (slot.IndexedDue is { } before) _timers.Remove((before, slot.Grain.Key));
        slot.IndexedDue = slot.Grain.State.NextDue is { } due && Holds(due, slot.Grain.Key.Visitor) ? due : null;
        if (slot.IndexedDue is { } after) _timers.Add((after, slot.Grain.Key));
    }

    /// <summary>The visitor whose timer is due first, if at or before a time.</summary>
    public VisitorKey? Next(Instant now) => _timers.Count > 0 && _timers.Min.Due <= now ? _timers.Min.Key : null;

    // What fires here and falls due again beyond the edge has to wait for those on this side of it.
    private bool Holds(Instant due, VisitorId visitor) =>
        due < until || (due == until && (last is not { } id || Utf8Text.CompareOrdinal(visitor.Value, id.Value) <= 0));
}
