using Recs.Core.Events;
using Recs.Core.Serialization;
using Recs.Core.Streaming;
using Recs.Core.Tests.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Serialization;

/// <summary>Stored bytes that are damaged are refused by <see cref="StoredFormatException"/> and by nothing else.</summary>
public sealed class DamagedBytesTests
{
    private const int Mutations = 4_000;

    public static TheoryData<string> Formats => [.. Decoders.Keys];

    private static Dictionary<string, (byte[] Valid, Action<byte[]> Decode)> Decoders { get; } = new()
    {
        ["primitives"] = (new byte[64], Primitives),
        ["log record of every event"] = ([], _ => { }),
        ["visitor state"] = (FormatSamples.State(), b => VisitorStateCodec.Decode(b)),
        ["order"] = (FormatSamples.Order().Encode(), b => OrderEntry.Decode(b)),
        ["visitor change"] = (FormatSamples.Change().Encode(), b => VisitorChange.Decode(b)),
        ["site of a partition"] = (FormatSamples.Site().Encode(), b => SitePartitionState.Decode(b)),
        ["order in a merge"] = ([.. StoredOrders.Pack(7, FormatSamples.Order())], b => StoredOrders.EntryOf(Checked(b))),
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damage_is_refused_as_a_stored_format(string format)
    {
        var random = new Random(11);
        var (valid, decode) = Decoders[format];
        if (valid.Length > 0)
        {
            Damage(valid, decode, random, Mutations);
            return;
        }

        foreach (var e in SampleEvents.All())
            Damage(LogRecordCodec.Encode(SampleEvents.Record(e)), b => LogRecordCodec.Decode(b), random, Mutations / 10);
    }

    [Fact]
    public void Bytes_that_follow_are_refused()
    {
        foreach (var (format, (valid, decode)) in Decoders)
        {
            if (valid.Length == 0 || format == "primitives") continue;
            Assert.Throws<StoredFormatException>(() => decode([.. valid, 0]));
        }

        var record = LogRecordCodec.Encode(SampleEvents.Record(SampleEvents.All().First()));
        Assert.Throws<StoredFormatException>(() => LogRecordCodec.Decode([.. record, 0]));
    }

    private static void Damage(byte[] valid, Action<byte[]> decode, Random random, int times)
    {
        decode(valid);
        for (var length = 0; length < valid.Length; length += 1 + (valid.Length / 300)) Try(valid[..length], decode);
        for (var i = 0; i < times; i++)
        {
            var bytes = (byte[])valid.Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var at = random.Next(bytes.Length);
                bytes[at] = random.Next(3) switch { 0 => 0xff, 1 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)random.Next(256) };
            }

            Try(bytes, decode);
        }
    }

    private static void Try(byte[] bytes, Action<byte[]> decode)
    {
        try
        {
            decode(bytes);
        }
        catch (StoredFormatException)
        {
            // The one that is meant.
        }
    }

    private static byte[] Checked(byte[] packed)
    {
        StoredOrders.HashOf(packed);
        return packed;
    }

    private static void Primitives(byte[] bytes)
    {
        Each(bytes, (ref BinaryDecoder d) => d.Varint());
        Each(bytes, (ref BinaryDecoder d) => d.Int32());
        Each(bytes, (ref BinaryDecoder d) => d.Amount());
        Each(bytes, (ref BinaryDecoder d) => d.Duration());
        Each(bytes, (ref BinaryDecoder d) => d.Text());
        Each(bytes, (ref BinaryDecoder d) => d.Number());
        Each(bytes, (ref BinaryDecoder d) => d.Short(d.Byte()));
    }

    private delegate object Read(ref BinaryDecoder d);

    private static void Each(byte[] bytes, Read read)
    {
        var d = new BinaryDecoder(bytes);
        try
        {
            while (true) read(ref d);
        }
        catch (StoredFormatException)
        {
            // The end of the bytes, at the latest.
        }
    }
}
