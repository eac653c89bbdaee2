using Recs.Collector;
using Recs.Core;
using Recs.Sites;

namespace Recs.Server.Sites;

/// <param name="Site">Whose.</param>
/// <param name="Kind">Public or secret.</param>
public sealed record RequestKey(RequestSite Site, KeyKind Kind)
{
    // Not public, so that no log line that prints the record shows it.
    internal string Text { get; init; } = "";
}

/// <param name="Id">The site.</param>
/// <param name="KeptParameters">Query parameters that stay in URLs.</param>
public sealed record RequestSite(SiteId Id, IReadOnlySet<string> KeptParameters)
{
    /// <summary>Where the site's pages are; empty: anywhere.</summary>
    public required SiteOrigins Origins { get; init; }

    /// <summary>How often may be asked with the write key.</summary>
    public required SiteLimits Limits { get; init; }

    /// <summary>How its events are taken in.</summary>
    public required IntakePolicy Policy { get; init; }

    /// <summary>The time zone of visitors whose events name none; null: what the log says.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How long browsers keep their anonymous id as a cookie; null: they get none.</summary>
    public TimeSpan? VisitorCookie { get; init; }
}
