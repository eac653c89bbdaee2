namespace Recs.Core.Tests.Primitives;

public sealed class InstantTests
{
    [Fact]
    public void Keeps_whole_milliseconds()
    {
        var time = new DateTimeOffset(2026, 3, 2, 12, 0, 0, 123, TimeSpan.FromHours(2));
        Assert.Equal(time, Instant.From(time).ToDateTimeOffset());
        Assert.Equal("2026-03-02T10:00:00.123Z", Instant.From(time).ToString());
    }

    [Fact]
    public void The_ends_of_time_leave_room_for_sums()
    {
        Assert.True(Instant.MinValue - TimeSpan.FromDays(365_000) < Instant.MinValue);
        Assert.True(Instant.MaxValue + TimeSpan.FromDays(365_000) > Instant.MaxValue);
        Assert.True(Instant.MaxValue.UnixMilliseconds - Instant.MinValue.UnixMilliseconds > 0);
    }

    [Fact]
    public void Differences_are_those_of_the_milliseconds()
    {
        Instant a = new(1_000), b = new(61_001);
        Assert.Equal(TimeSpan.FromMilliseconds(60_001), b - a);
        Assert.Equal(b, a + (b - a));
        Assert.Equal(a, b - (b - a));
        Assert.Equal(b, Instant.Max(a, b));
        Assert.Equal(a, Instant.Min(a, b));
    }
}
