namespace Recs.Core.Events;

/// <summary>One record of the log.</summary>
/// <param name="Site">The shop.</param>
/// <param name="Visitor">Whom it is filed under, which decides the partition; <see cref="VisitorId.None"/> for ticks and options.</param>
/// <param name="LogTime">The time of receipt, or for history the event's own time. The reader takes the running maximum per site and partition.</param>
/// <param name="Historical">From an import: does not make the site a live one.</param>
/// <param name="Event">What it says.</param>
public sealed record LogRecord(SiteId Site, VisitorId Visitor, Instant LogTime, bool Historical, VisitorEvent Event)
{
    public VisitorKey Key => new(Site, Visitor);
}
