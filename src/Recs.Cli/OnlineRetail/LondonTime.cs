using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>
/// The shop's local time. An hour that comes twice (clocks go back) is taken as the first of the two; an hour that is
/// skipped (clocks go forward) as if the clocks had not been changed yet.
/// </summary>
public static class LondonTime
{
    public const string ZoneName = "Europe/London";

    public static TimeZoneInfo Zone { get; } = Find();

    public static Instant ToInstant(DateTime local)
    {
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return Instant.From(new DateTimeOffset(local, offset));
    }

    private static TimeZoneInfo Find()
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(ZoneName, out var zone)) return zone;
        throw new CliException(ExitCodes.Failed, $"This computer does not know the time zone {ZoneName}, in which the shop's times are written. Install the time zone data (Debian: tzdata) and repeat.");
    }
}
