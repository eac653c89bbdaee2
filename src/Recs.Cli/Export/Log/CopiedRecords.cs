using Recs.Core;
using Recs.Core.Events;

namespace Recs.Cli.Export.Log;

/// <summary>
/// Tells the copies in the log. What a device sends after its user was known, and under its own id, is filed under the device, and the
/// device's owner passes a copy on to the user; an order of somebody who refuses to be recognised is passed on as an order of nobody. An
/// export wants what was sent once.
/// </summary>
/// <remarks>
/// Remembers a hash of each record that may have been passed on, about 20 bytes. A collector that knows the user files under the user at
/// once, so in a living site these are few; in an import they are what devices did after their first identify.
/// </remarks>
internal sealed class CopiedRecords
{
    private const string Nobody = "";

    private readonly HashSet<ulong> _handedOver = [];
    private readonly HashSet<ulong> _refused = [];
    private readonly HashSet<ulong> _passedOn = [];

    /// <summary>Looks at a record of the first walk through the log, in its order; what the log may hold a copy of is remembered.</summary>
    /// <param name="record">The record.</param>
    /// <param name="counts">It is among what is exported.</param>
    public void Look(LogRecord record, bool counts = true)
    {
        var (visitor, header) = (record.Visitor.Value, record.Event.Header);
        var hash = Hash64.Of(visitor);
        if (record.Event is ConsentChanged consent) Refuse(hash, consent);
        if (counts && IsOrder(record.Event) && _refused.Contains(hash)) _passedOn.Add(Hash(Nobody, header.MessageId));
        if (counts && !header.OfUser && _handedOver.Contains(hash)) _passedOn.Add(Hash(visitor, header.MessageId));

        // The first one hands the device over and is not itself passed on.
        if (record.Event is Identified { Proven: true } identified && identified.UserId != visitor && !header.OfUser) _handedOver.Add(hash);
    }

    /// <summary>The record is a copy of one that stands before it in the log. Asked on a second walk.</summary>
    public bool Holds(LogRecord record)
    {
        var header = record.Event.Header;
        if (_passedOn.Count == 0 && header.Hops == 0) return false;
        if (record.Visitor.IsAnonymousOrder) return _passedOn.Contains(Hash(Nobody, header.MessageId));
        return header.AnonymousId is { } device && device != record.Visitor.Value && (header.Hops > 0 || _passedOn.Contains(Hash(device, header.MessageId)));
    }

    private void Refuse(ulong visitor, ConsentChanged consent)
    {
        if (consent.Analytics == false || consent.Personalisation == false) _refused.Add(visitor);
        else if (consent.Analytics == true || consent.Personalisation == true) _refused.Remove(visitor);
    }

    private static bool IsOrder(VisitorEvent @event) => @event is OrderCompleted or OrderRefunded;

    private static ulong Hash(string visitor, string messageId) => Hash64.Of($"{visitor}\0{messageId}");
}
