namespace Recs.Core.Recommendations.Rules;

/// <summary>Hours of the week in a time zone. Where the end is not after the beginning, the window goes on past midnight.</summary>
/// <param name="Days">On which days it begins; empty: every day.</param>
/// <param name="From">The time of day at which it begins.</param>
/// <param name="Until">The time of day before which it lasts.</param>
/// <param name="Zone">Whose days and hours are meant.</param>
public sealed record WeeklyWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until, TimeZoneInfo Zone)
{
    public bool Holds(Instant time)
    {
        var local = TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), Zone);
        var (day, clock) = (local.DayOfWeek, TimeOnly.FromTimeSpan(local.TimeOfDay));
        if (From < Until) return IsOn(day) && clock >= From && clock < Until;
        return (IsOn(day) && clock >= From) || (IsOn((DayOfWeek)(((int)day + 6) % 7)) && clock < Until);
    }

    private bool IsOn(DayOfWeek day)
    {
        if (Days.Count == 0) return true;
        for (var i = 0; i < Days.Count; i++)
        {
            if (Days[i] == day) return true;
        }

        return false;
    }
}
