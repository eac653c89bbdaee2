namespace Recs.Core.Visitors;

/// <summary>Hours of the week, 0 = Monday 00:00 to 01:00.</summary>
public static class HourOfWeek
{
    /// <summary>The hour in a time zone (IANA name); an unknown zone counts as UTC.</summary>
    public static byte Of(Instant time, string timeZone)
    {
        var utc = time.ToDateTimeOffset();
        var local = timeZone != "UTC" && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(utc, zone) : utc;
        return Of(local);
    }

    /// <summary>The hour where clocks are so far ahead of UTC.</summary>
    public static byte Of(Instant time, TimeSpan utcOffset) => Of((time + utcOffset).ToDateTimeOffset());

    private static byte Of(DateTimeOffset local) => (byte)((((int)local.DayOfWeek + 6) % 7 * 24) + local.Hour);
}
