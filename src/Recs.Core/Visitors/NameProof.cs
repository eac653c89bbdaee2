using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>
/// Whether a record shows that the id it is filed under is a user's: the secret key or a user token has named the user. Anything else
/// may have come from anybody who holds the public key and knows, or guesses, an id.
/// </summary>
internal static class NameProof
{
    public static bool IsFor(LogRecord record) => !record.Event.Header.Bot && record.Event switch
    {
        // A device comes to the user it was identified as; so does an identity of such a device, by way of the device.
        Merged merged => merged.Alias != record.Visitor,
        Identified { Proven: true } identified when !identified.Header.OfUser => identified.Header.AnonymousId is not null && identified.UserId == record.Visitor.Value,
        _ => record.Event.Header.OfUser,
    };
}
