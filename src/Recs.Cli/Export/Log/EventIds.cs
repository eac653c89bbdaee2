using Recs.Core;
using Recs.Core.Events;

namespace Recs.Cli.Export.Log;

/// <summary>The ids of an event, without those of erased visitors.</summary>
/// <param name="Visitor">Under whom it was filed; null: it is nobody's.</param>
/// <param name="User">The user it is vouched for to be of.</param>
/// <param name="Device">The device it came from.</param>
/// <param name="Claimed">A user id that came without proof.</param>
internal readonly record struct EventIds(string? Visitor, string? User, string? Device, string? Claimed)
{
    public static EventIds Of(LogRecord record)
    {
        var header = record.Event.Header;
        if (record.Visitor.IsAnonymousEvent || record.Visitor.IsAnonymousOrder) return default;
        var visitor = record.Visitor.Value;
        var named = record.Event is Identified { UserId.Length: > 0 } identified ? identified : null;
        var user = header.OfUser ? visitor : named is { Proven: true } ? named.UserId : null;
        var claimed = header.ClaimedUserId ?? (named is { Proven: false } ? named.UserId : null);
        return new EventIds(visitor, Known(user), Known(header.AnonymousId ?? (header.OfUser ? null : visitor)), Known(claimed));
    }

    private static string? Known(string? id) => id is null || ErasedName.Is(id) ? null : id;
}
