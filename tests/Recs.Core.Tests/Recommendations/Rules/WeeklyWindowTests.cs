using Recs.Core.Recommendations.Rules;

namespace Recs.Core.Tests.Recommendations.Rules;

public sealed class WeeklyWindowTests
{
    [Theory]
    [InlineData("2026-03-07T07:59:00Z", false)]
    [InlineData("2026-03-07T08:00:00Z", true)]
    [InlineData("2026-03-07T19:59:59Z", true)]
    [InlineData("2026-03-07T20:00:00Z", false)]
    [InlineData("2026-03-06T12:00:00Z", false)]
    public void Holds_on_its_days_between_its_hours(string time, bool holds) => Assert.Equal(holds, Window([DayOfWeek.Saturday], 8, 20).Holds(At(time)));

    [Theory]
    [InlineData("2026-03-06T22:00:00Z", true)]
    [InlineData("2026-03-07T01:59:00Z", true)]
    [InlineData("2026-03-07T02:00:00Z", false)]
    [InlineData("2026-03-07T22:00:00Z", false)]
    [InlineData("2026-03-06T01:00:00Z", false)]
    public void Goes_on_past_midnight_where_the_end_is_not_after_the_beginning(string time, bool holds) => Assert.Equal(holds, Window([DayOfWeek.Friday], 22, 2).Holds(At(time)));

    [Fact]
    public void Hours_are_those_of_its_time_zone_in_summer_too()
    {
        var window = Window([], 8, 20) with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        Assert.False(window.Holds(At("2026-03-07T06:59:00Z")));
        Assert.True(window.Holds(At("2026-03-07T07:00:00Z")));
        Assert.True(window.Holds(At("2026-07-07T06:00:00Z")));
    }

    [Fact]
    public void Without_hours_it_lasts_the_whole_day() => Assert.True(Window([DayOfWeek.Saturday], 0, 0).Holds(At("2026-03-07T23:59:59Z")));

    private static WeeklyWindow Window(DayOfWeek[] days, int from, int until) => new(days, new TimeOnly(from, 0), new TimeOnly(until, 0), TimeZoneInfo.Utc);

    private static Instant At(string time) => InstantText.TryRead(time, out var read) ? read : throw new ArgumentException(time);
}
