using Recs.Collector.Reading;
using Recs.Collector.Tests.Fakes;
using Recs.Core;

namespace Recs.Collector.Tests;

public sealed class EventTimeTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    [Fact]
    public void The_senders_clock_does_not_matter_when_it_says_when_it_sent()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var received = new Instant(random.NextInt64(1_000_000_000_000, 2_000_000_000_000));
            var age = TimeSpan.FromMilliseconds(random.NextInt64(0, (long)Window.TotalMilliseconds));
            var error = TimeSpan.FromMilliseconds(random.NextInt64(-100_000_000_000, 100_000_000_000));
            var sent = received + error;
            Assert.Equal(EventMoment.At(received - age), EventTime.Correct(sent - age, sent, received, Window));
        }
    }

    [Fact]
    public void The_result_lies_in_the_window_and_is_marked_exactly_when_it_was_moved()
    {
        var random = new Random(2);
        for (var i = 0; i < 10_000; i++)
        {
            var received = new Instant(random.NextInt64(1_000_000_000_000, 2_000_000_000_000));
            Instant? timestamp = random.Next(4) == 0 ? null : Anywhere(random);
            Instant? sent = random.Next(2) == 0 ? null : Anywhere(random);
            var (time, given) = EventTime.Correct(timestamp, sent, received, Window);
            Assert.True(time >= received - Window && time <= received);
            var unclamped = timestamp is null ? received : sent is null ? timestamp.Value : received - (sent.Value - timestamp.Value);
            Assert.Equal(unclamped, given);
            Assert.Equal(time != unclamped, new EventMoment(time, given).Clamped);
        }
    }

    [Fact]
    public void Later_timestamps_of_one_request_never_come_out_earlier()
    {
        var random = new Random(3);
        for (var i = 0; i < 10_000; i++)
        {
            var (received, sent, a, b) = (Anywhere(random), Anywhere(random), Anywhere(random), Anywhere(random));
            var (first, second) = (Instant.Min(a, b), Instant.Max(a, b));
            Assert.True(EventTime.Correct(first, sent, received, Window).Time <= EventTime.Correct(second, sent, received, Window).Time);
        }
    }

    [Theory]
    [InlineData("2026-03-02T09:59:00Z", "2026-03-02T09:59:00Z")]
    [InlineData("2026-03-02T09:59:00.250Z", "2026-03-02T09:59:00.250Z")]
    [InlineData("2026-03-02T09:59:00.123456789Z", "2026-03-02T09:59:00.123Z")]
    [InlineData("2026-03-02T10:59:00+01:00", "2026-03-02T09:59:00Z")]
    [InlineData("2026-03-02T09:59:00", "2026-03-02T09:59:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    public async Task Reads_iso_times_and_takes_those_without_an_offset_for_utc(string timestamp, string time)
    {
        var record = await new Desk().AcceptAsync($$"""{"anonymousId":"a","event":"signed_up","timestamp":"{{timestamp}}"}""");
        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), record.Event.Header.Time.ToDateTimeOffset());
        Assert.False(record.Event.Header.Clamped);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"2026-02-30T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"02.03.2026\"")]
    [InlineData("1772445600000")]
    [InlineData("{}")]
    public async Task Refuses_times_it_cannot_read(string timestamp)
    {
        foreach (var name in new[] { "timestamp", "sentAt" })
        {
            var rejected = await new Desk().RejectAsync($$"""{"anonymousId":"a","event":"signed_up","{{name}}":{{timestamp}}}""");
            Assert.Equal(IntakeCode.InvalidTime, rejected.Code);
            Assert.StartsWith(name + ":", rejected.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", -7)]
    [InlineData("9999-12-31T23:59:59Z", 0)]
    public async Task Moves_absurd_times_into_the_window_and_marks_them(string timestamp, int days)
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync($$"""{"anonymousId":"a","event":"signed_up","timestamp":"{{timestamp}}"}""");
        Assert.Equal(desk.Clock.Instant + TimeSpan.FromDays(days), record.Event.Header.Time);
        Assert.True(record.Event.Header.Clamped);
        Assert.Equal(desk.Clock.Instant, record.LogTime);
    }

    [Fact]
    public async Task The_batch_says_when_it_was_sent_before_the_event_does()
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync("""
            {"sentAt":"2030-01-01T00:01:00Z","batch":[{"anonymousId":"a","event":"signed_up","timestamp":"2030-01-01T00:00:00Z","sentAt":"2030-01-01T00:00:01Z"}]}
            """);
        Assert.Equal(desk.Clock.Instant - TimeSpan.FromMinutes(1), record.Event.Header.Time);
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("[1]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("12")]
    public async Task A_batch_that_cannot_say_when_it_was_sent_has_every_event_rejected(string sentAt)
    {
        var result = await new Desk().SendAsync($$"""{"sentAt":{{sentAt}},"batch":[{"anonymousId":"a","event":"signed_up"}]}""");
        Assert.Equal(IntakeCode.InvalidTime, Assert.Single(result.Rejected).Code);
        Assert.StartsWith("batch.sentAt:", result.Rejected[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_was_received_when_it_happened()
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync("""
            {"sentAt":"2020-01-01T00:00:00Z","batch":[{"userId":"u","event":"signed_up","timestamp":"2010-12-01T08:26:00Z"}]}
            """, desk.History);
        Assert.Equal("2010-12-01T08:26:00.000Z", record.Event.Header.Time.ToString());
        Assert.Equal(record.Event.Header.Time, record.LogTime);
        Assert.True(record.Historical);
        Assert.False(record.Event.Header.Clamped);
    }

    [Fact]
    public async Task History_without_a_timestamp_is_rejected()
    {
        var desk = new Desk();
        var rejected = await desk.RejectAsync("""{"userId":"u","event":"signed_up"}""", desk.History);
        Assert.Equal(IntakeCode.MissingField, rejected.Code);
    }

    private static Instant Anywhere(Random random) => new(random.NextInt64(-62_135_596_800_000, 253_402_300_799_999));
}
