using Recs.Core;

namespace Recs.Collector.Reading;

/// <summary>When an event happened, by this server's clock.</summary>
internal static class EventTime
{
    /// <summary>
    /// <c>receivedAt − (sentAt − timestamp)</c>: the sender's clock counts only for the time between the event and its
    /// sending (Segment, Spec: Common Fields). Without <paramref name="sentAt"/> the timestamp as given, without a timestamp
    /// the receipt. What lies outside the window before the receipt is moved to its nearer end.
    /// </summary>
    public static EventMoment Correct(Instant? timestamp, Instant? sentAt, Instant receivedAt, TimeSpan window)
    {
        if (timestamp is not { } given) return EventMoment.At(receivedAt);
        var corrected = sentAt is { } sent ? receivedAt - (sent - given) : given;
        var earliest = receivedAt - window;
        var time = Instant.Min(Instant.Max(corrected, earliest), receivedAt);
        return new EventMoment(time, corrected);
    }
}
