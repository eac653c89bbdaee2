namespace Recs.Core.Events;

/// <summary>What every event carries, as the collector stamped it.</summary>
/// <param name="MessageId">The sender's id of the event, at most 100 bytes; made by the server where the sender gave none.</param>
/// <param name="Time">When it happened, after correction of the sender's clock and clamping.</param>
public sealed record EventHeader(string MessageId, Instant Time)
{
    public const byte MostHops = 7;

    /// <summary>The time had to be moved into the seven days before receipt.</summary>
    public bool Clamped { get; init; }

    /// <summary>Sent with the secret key: orders are verified, identities proven.</summary>
    public bool Trusted { get; init; }

    /// <summary>Filed under a user id that the secret key or a user token vouches for, so the visitor is that user.</summary>
    public bool OfUser { get; init; }

    /// <summary>
    /// What the visitor allows by the sender's own word; a purpose that is not among them was not spoken of, and the site's default
    /// was taken. What was refused is no visitor's record. Nothing in records written before there was this field.
    /// </summary>
    public AllowedPurposes Allows { get; init; }

    /// <summary>Kept in the log, left out of state, counts and training.</summary>
    public bool Bot { get; init; }

    /// <summary>
    /// How many users have passed the record on because its device had gone to another, at most <see cref="MostHops"/>: whom it
    /// reaches then keeps it, so that no record goes round for ever.
    /// </summary>
    public byte Hops { get; init; }

    public DeviceClass Device { get; init; }

    /// <summary>
    /// How far the visitor's clock is ahead of UTC at the event's time, in whole minutes, as the collector found it in the
    /// visitor's time zone, else the site's. Null in records written before there was this field, and where only the site's
    /// options in the log tell.
    /// </summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>The visitor's own time zone (IANA name), null where the event did not say.</summary>
    public string? TimeZone { get; init; }

    /// <summary>A user id that came without proof; null where there is none.</summary>
    public string? ClaimedUserId { get; init; }

    /// <summary>The device's anonymous id, where it is not the visitor the record is filed under.</summary>
    public string? AnonymousId { get; init; }

    /// <summary>The page view the event belongs to, if the sender said.</summary>
    public string? PageViewId { get; init; }
}
