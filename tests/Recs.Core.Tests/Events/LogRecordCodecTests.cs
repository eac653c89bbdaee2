using Recs.Core.Events;

namespace Recs.Core.Tests.Events;

public sealed class LogRecordCodecTests
{
    [Fact]
    public void A_newer_version_is_refused_with_what_to_do()
    {
        var bytes = LogRecordCodec.Encode(SampleEvents.Record(SampleEvents.All().First()));
        bytes[0] = LogRecordCodec.Version + 1;
        var refused = Assert.Throws<StoredFormatException>(() => LogRecordCodec.Decode(bytes));
        Assert.Contains($"version {LogRecordCodec.Version + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Start the build that wrote it, or a newer one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_event_is_refused_by_its_number()
    {
        var record = SampleEvents.Record(new Tick(new EventHeader("", new Instant(0))));
        var bytes = LogRecordCodec.Encode(record);
        bytes[Array.LastIndexOf(bytes, (byte)EventKind.Tick)] = 99;
        Assert.Contains("99", Assert.Throws<StoredFormatException>(() => LogRecordCodec.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_bits_carry_what_the_collector_marked()
    {
        foreach (var (clamped, trusted, bot) in from a in new[] { true, false } from b in new[] { true, false } from c in new[] { true, false } select (a, b, c))
        {
            var header = new EventHeader("m", new Instant(1)) { Clamped = clamped, Trusted = trusted, Bot = bot };
            var read = LogRecordCodec.Decode(LogRecordCodec.Encode(SampleEvents.Record(new SignedUp(header, null)))).Event.Header;
            Assert.Equal((clamped, trusted, bot), (read.Clamped, read.Trusted, read.Bot));
        }
    }
}
