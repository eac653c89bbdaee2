using Recs.Collector.Reading;
using Recs.Collector.Tests.Fakes;

namespace Recs.Collector.Tests;

public sealed class UtcOffsetTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("Europe/Berlin", "2011-01-15T12:00:00Z", 60)]
    [InlineData("Europe/Berlin", "2011-07-15T12:00:00Z", 120)]
    [InlineData("Asia/Kolkata", "2011-07-15T12:00:00Z", 330)]
    [InlineData("America/New_York", "2011-03-13T06:59:00Z", -300)]
    [InlineData("America/New_York", "2011-03-13T07:00:00Z", -240)]
    [InlineData("Etc/GMT+5", "2011-07-15T12:00:00Z", -300)]
    [InlineData("+02:00", "2011-07-15T12:00:00Z", 120)]
    [InlineData("-0930", "2011-07-15T12:00:00Z", -570)]
    [InlineData("+09", "2011-07-15T12:00:00Z", 540)]
    [InlineData("Middle/Earth", "2011-01-15T12:00:00Z", 0)]
    [InlineData("Middle/Earth", "2011-07-15T12:00:00Z", 60)]
    [InlineData("Europe", "2011-07-15T12:00:00Z", 60)]
    [InlineData("", "2011-07-15T12:00:00Z", 60)]
    public async Task It_is_that_of_the_visitors_zone_at_the_events_time_else_the_sites(string zone, string time, int minutes)
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync(
            $$$"""{"userId":"u","event":"signed_up","timestamp":"{{{time}}}","context":{"timezone":"{{{zone}}}"}}""", desk.History with { TimeZone = London });
        Assert.Equal(TimeSpan.FromMinutes(minutes), record.Event.Header.UtcOffset);
    }

    [Fact]
    public async Task Where_only_the_log_knows_the_sites_zone_the_offset_is_left_to_it()
    {
        var desk = new Desk();
        Assert.Null((await desk.AcceptAsync("""{"anonymousId":"a","event":"signed_up"}""", desk.Write with { TimeZone = null })).Event.Header.UtcOffset);
    }

    [Fact]
    public async Task Where_nobody_names_a_zone_it_is_0()
    {
        var header = (await new Desk().AcceptAsync("""{"anonymousId":"a","event":"signed_up"}""")).Event.Header;
        Assert.Equal((TimeSpan.Zero, null), (header.UtcOffset, header.TimeZone));
    }

    [Theory]
    [InlineData("+14:00", true)]
    [InlineData("+14:01", false)]
    [InlineData("-15", false)]
    [InlineData("+02:60", false)]
    [InlineData("+02:", false)]
    [InlineData("+2:00", false)]
    [InlineData("+02:0", false)]
    [InlineData("02:00", false)]
    [InlineData("+", false)]
    [InlineData("+-1:00", false)]
    [InlineData("+020", false)]
    public void An_offset_is_read_only_if_it_is_one(string text, bool isOne) => Assert.Equal(isOne, TimeZones.TryReadOffset(text, out _));

    [Fact]
    public void What_is_known_and_what_is_not_is_looked_up_once()
    {
        Assert.Same(TimeZones.Find("Europe/Paris"), TimeZones.Find("Europe/Paris"));
        for (var i = 0; i < 10_000; i++) Assert.Null(TimeZones.Find($"Middle/Earth{i}"));
        Assert.NotNull(TimeZones.Find("Europe/Paris"));
    }
}
