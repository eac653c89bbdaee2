using Recs.Core.Events;

namespace Recs.Collector.Consent;

/// <summary>What becomes of an event under what its visitor allows.</summary>
internal static class ConsentRules
{
    /// <summary>
    /// Without analytics nothing is kept, whatever else is granted, since everything known of a visitor is made by measuring:
    /// but for a change of consent itself, and for orders and refunds that the shop's own servers report.
    /// </summary>
    /// <param name="kind">Null: unknown.</param>
    public static bool MayKeep(in Purposes purposes, EventKind? kind, bool trusted) =>
        purposes.Analytics || kind == EventKind.ConsentChanged || (trusted && IsOrder(kind));

    /// <summary>Without personalisation the event is nobody's. A change of consent stays the visitor's who made it.</summary>
    public static bool IsNobodys(in Purposes purposes, EventKind kind) =>
        kind != EventKind.ConsentChanged && !(purposes is { Analytics: true, Personalisation: true });

    /// <summary>The event says nothing but who somebody is, or knows, and so is not kept without a person.</summary>
    public static bool NeedsPerson(EventKind kind) => kind is EventKind.Identified or EventKind.FriendLinked or EventKind.FriendUnlinked;

    public static bool IsOrder(EventKind? kind) => kind is EventKind.OrderCompleted or EventKind.OrderRefunded;
}
