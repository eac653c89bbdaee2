using System.Collections.Immutable;
using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>
/// The records that one visitor's owner sends to another's. Their ids follow from what caused them, so that a repetition is
/// known as one.
/// </summary>
/// <param name="sender">Whose owner sends.</param>
/// <param name="cause">The record that is being applied.</param>
/// <param name="clock">The site's clock.</param>
internal readonly struct OwnerRecords(VisitorId sender, LogRecord cause, Instant clock)
{
    /// <summary>The visitor with all that is known becomes the user.</summary>
    public LogRecord Handover(Identified identified, VisitorState state, OrderBook orders)
    {
        var id = IdOf(identified);
        var stored = orders.Entries.Select(o => StoredOrders.Pack(o.Key, o.Value)).ToImmutableArray();
        return To(new VisitorId(identified.UserId), new Merged(Header("merge", id, identified), id, sender, [.. VisitorStateCodec.Encode(state)], stored));
    }

    /// <summary>To the user who has the visitor so far: it belongs to another from here on.</summary>
    public LogRecord Release(Identified identified, VisitorId user) =>
        To(user, new AliasReleased(Header("release", IdOf(identified), identified), sender) { To = new VisitorId(identified.UserId) });

    /// <summary>From the user who had the alias to the one who has it now: the message ids by which repeats are known, and nothing of the past.</summary>
    public LogRecord HandOn(AliasReleased released, VisitorId user, MessageWindow messages)
    {
        var id = Hash64.Of(released.Header.MessageId);
        var known = new VisitorState { Messages = messages };
        return To(user, new Merged(Header("merge", id, released), id, released.Alias, [.. VisitorStateCodec.Encode(known)], []));
    }

    /// <summary>To the alias, after <see cref="HandOn"/>: what it passes on may take the straight way now.</summary>
    public LogRecord WayIsFree(AliasReleased released, VisitorId user) =>
        To(released.Alias, new AliasReleased(Header("free", Hash64.Of(released.Header.MessageId), released), released.Alias) { To = user });

    /// <summary>To the user who was handed the visitor: its id is a user's own, so it was nobody's device. Nothing is handed on.</summary>
    public LogRecord TakeBack(VisitorId user)
    {
        var id = Hash64.Of($"{sender.Value}\0{Hash64.Of(cause.Event.Header.MessageId):x16}");
        return To(user, new AliasReleased(Header("taken", id, cause.Event), sender));
    }

    /// <summary>The order or refund itself, as that of somebody who is not to be recognised.</summary>
    public LogRecord Nobodys()
    {
        var header = cause.Event.Header with { OfUser = false, ClaimedUserId = null, AnonymousId = null, PageViewId = null };
        var order = cause.Event switch
        {
            OrderCompleted e => e.OrderId,
            OrderRefunded e => e.OrderId,
            _ => null,
        };
        return To(VisitorId.ForAnonymousOrder(order ?? header.MessageId), cause.Event with { Header = header });
    }

    /// <summary>Tells a friend what this visitor says.</summary>
    public LogRecord FriendClaim(string friend, Naming said)
    {
        var id = Hash64.Of($"{sender.Value}\0{friend}\0{said.Time.UnixMilliseconds}\0{said.Linked}");
        var header = new EventHeader($"friend:{id:x16}", said.Time) { Trusted = true };
        return To(new VisitorId(friend), new FriendClaimed(header, Hash64.Of(sender.Value), said.Linked));
    }

    /// <summary>The record itself, for the user its visitor has become.</summary>
    public LogRecord Forwarded(VisitorId user)
    {
        var header = cause.Event.Header;
        return To(user, cause.Event with { Header = header with { AnonymousId = header.AnonymousId ?? sender.Value } });
    }

    /// <summary>As <see cref="Forwarded"/>, because the device is another's; null: it has been passed on often enough.</summary>
    public LogRecord? PassedOn(VisitorId user)
    {
        if (user == sender || cause.Event.Header.Hops >= EventHeader.MostHops) return null;
        var moved = Forwarded(user);
        return moved with { Event = moved.Event with { Header = moved.Event.Header with { Hops = (byte)(cause.Event.Header.Hops + 1) } } };
    }

    private ulong IdOf(Identified identified) =>
        Hash64.Of($"{sender.Value}\0{identified.UserId}\0{Hash64.Of(identified.Header.MessageId):x16}");

    // What history causes happened then: this owner's clock says nothing of when.
    private LogRecord To(VisitorId visitor, VisitorEvent e) => cause with { Visitor = visitor, LogTime = cause.Historical ? cause.LogTime : clock, Event = e };

    private static EventHeader Header(string what, ulong id, VisitorEvent cause) => new($"{what}:{id:x16}", cause.Header.Time) { Trusted = true };
}
