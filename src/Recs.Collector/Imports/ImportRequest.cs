using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Recs.Core;

namespace Recs.Collector.Imports;

/// <summary>What the caller knows of a part of an import besides its body. The caller holds the site's secret key.</summary>
/// <param name="Site">Whose history.</param>
/// <param name="ImportId">The sender's name of the import.</param>
/// <param name="Part">Which part of it, from 1.</param>
/// <param name="ReceivedAt">When it came, by this server's clock.</param>
public sealed partial record ImportRequest(SiteId Site, string ImportId, int Part, Instant ReceivedAt)
{
    public const int MostParts = 1_000_000;

    /// <summary>The time zone from the part's first event on (IANA name); null: as it is. A living site keeps its own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The base currency from the part's first event on (ISO 4217); null: as it is. A living site keeps its own.</summary>
    public string? BaseCurrency { get; init; }

    /// <summary>The site's own query parameters that stay in URLs, besides <c>utm_*</c> and <c>gclid</c>.</summary>
    public IReadOnlySet<string> KeptParameters { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The site's own say.</summary>
    public IntakePolicy Policy { get; init; } = IntakePolicy.Default;

    /// <summary>What is wrong with the request, in words; null: nothing.</summary>
    public string? Problem()
    {
        if (!IdShape().IsMatch(ImportId)) return "importId: 1 to 64 letters, digits, '.', '_', ':' or '-' were expected.";
        if (Part is < 1 or > MostParts) return $"part: a whole number from 1 to {MostParts} was expected.";
        if (TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return "timeZone: an IANA name such as Europe/London was expected.";
        if (BaseCurrency is { } currency && !CurrencyShape().IsMatch(currency)) return "baseCurrency: three capital letters such as EUR were expected.";
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:\-]{1,64}\z")]
    private static partial Regex IdShape();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyShape();
}
