using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// What is left of a record once a visitor is erased. The visitor's own records keep place, site and time; in others' records
/// the visitor's ids become their hashes, so that a replay comes to the same states.
/// </summary>
internal static class RecordErasure
{
    /// <summary>The record as it may stay; the same object where it names nobody who was erased.</summary>
    /// <param name="record">The record.</param>
    /// <param name="offset">Where it is.</param>
    /// <param name="trail">The erased visitor.</param>
    public static LogRecord Of(LogRecord record, long offset, VisitorTrail trail)
    {
        if (trail.Holds(record.Visitor, offset))
            return record with { Visitor = VisitorId.None, Event = new Blank(new EventHeader("", record.LogTime)) };
        var header = record.Event.Header;
        if (trail.IsOwn(header.AnonymousId)) header = header with { AnonymousId = ErasedName.Of(header.AnonymousId!) };
        if (trail.IsOwn(header.ClaimedUserId)) header = header with { ClaimedUserId = ErasedName.Of(header.ClaimedUserId!) };
        var @event = Body(record.Event, trail);
        if (!ReferenceEquals(header, record.Event.Header)) @event = @event with { Header = header };
        return ReferenceEquals(@event, record.Event) ? record : record with { Event = @event };
    }

    private static VisitorEvent Body(VisitorEvent @event, VisitorTrail trail) => @event switch
    {
        Identified e when trail.IsOwn(e.UserId) => e with { UserId = ErasedName.Of(e.UserId) },
        FriendLinked e when trail.IsOwn(e.FriendId) => e with { FriendId = ErasedName.Of(e.FriendId) },
        FriendUnlinked e when trail.IsOwn(e.FriendId) => e with { FriendId = ErasedName.Of(e.FriendId) },
        AliasReleased e when trail.IsOwn(e.Alias.Value) || trail.IsOwn(e.To?.Value) => e with { Alias = Left(e.Alias, trail), To = e.To is { } to ? Left(to, trail) : null },
        Merged e => Merged(e, trail),
        _ => @event,
    };

    private static Merged Merged(Merged e, VisitorTrail trail)
    {
        if (trail.IsOwn(e.Alias.Value)) e = e with { Alias = Left(e.Alias, trail) };
        if (e.State.IsEmpty) return e;
        var state = VisitorStateCodec.Decode(e.State.AsSpan());
        var forgot = false;
        foreach (var id in trail.Ids) forgot |= state.Forget(ErasedName.Of(id.Value));
        return forgot ? e with { State = [.. VisitorStateCodec.Encode(state)] } : e;
    }

    private static VisitorId Left(VisitorId id, VisitorTrail trail) => trail.IsOwn(id.Value) ? new VisitorId(ErasedName.Of(id.Value)) : id;
}
