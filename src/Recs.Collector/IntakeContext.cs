using System.Collections.Frozen;
using Recs.Collector.Vocabulary;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector;

/// <summary>What the caller knows of a request besides its body.</summary>
/// <param name="Site">Whose key it came with.</param>
/// <param name="Key">Which kind of key.</param>
/// <param name="ReceivedAt">When it came, by this server's clock.</param>
public sealed record IntakeContext(SiteId Site, KeyKind Key, Instant ReceivedAt)
{
    /// <summary>
    /// The device class of the request's user agent; counts with the write key only, since a server's own agent says nothing
    /// of the visitor.
    /// </summary>
    public DeviceClass Device { get; init; }

    /// <summary>The visitor of the cookie, else of <c>X-Recs-Visitor</c>; stands in where an event names nobody.</summary>
    public string? Visitor { get; init; }

    /// <summary>
    /// An import of the past: each event was received when it happened, so no clock is corrected and nothing is clamped.
    /// Needs the secret key and a timestamp in every event.
    /// </summary>
    public bool Historical { get; init; }

    /// <summary>An event without a <c>messageId</c> gets this, a colon and its place in the request, the same in every repetition; null: a new id.</summary>
    public string? IssuedIds { get; init; }

    /// <summary>
    /// The time zone of visitors whose events name none; the site's. Default UTC; null: only the site's options in the log tell,
    /// and the record leaves the offset to them.
    /// </summary>
    public TimeZoneInfo? TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What an event is that does not say its <c>type</c>; null: its name tells.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>The site's own query parameters that stay in URLs, besides <c>utm_*</c> and <c>gclid</c>.</summary>
    public IReadOnlySet<string> KeptParameters { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// A new id for a browser that names none, to be kept by it as a cookie; null: none may be given. Whether it was used, the
    /// result says.
    /// </summary>
    public string? OfferedVisitor { get; init; }

    /// <summary>The request came with <c>Sec-GPC: 1</c>.</summary>
    public bool GlobalPrivacyControl { get; init; }

    /// <summary>The request's user agent is a crawler's; counts with the write key only.</summary>
    public bool IsCrawler { get; init; }

    /// <summary>The site's own say.</summary>
    public IntakePolicy Policy { get; init; } = IntakePolicy.Default;

    internal bool Trusted => Key == KeyKind.Secret;
}
