using Recs.Core.Serialization;
using Recs.Core.Streaming.Erasures;

namespace Recs.Core.Streaming;

/// <summary>What one partition keeps of one site besides its visitors.</summary>
public sealed class SitePartitionState
{
    /// <summary>The version written. History: 1 the first; 2 has the ids of erased visitors.</summary>
    public const byte Version = 2;

    /// <summary>The running maximum of logTime; never falls.</summary>
    public Instant Clock { get; set; } = Instant.MinValue;

    /// <summary>A record that is not history has been seen, so the live clock applies.</summary>
    public bool Live { get; set; }

    /// <summary>The options in force, as the last <c>options_changed</c> gave them; empty: the defaults.</summary>
    public string OptionsJson { get; set; } = "";

    /// <summary>Orders that name no person.</summary>
    public AnonymousTotals Anonymous { get; } = new();

    /// <summary>Ids that belong to this partition and whose visitors were erased lately.</summary>
    public ErasedIds Erased { get; } = new();

    public byte[] Encode()
    {
        var e = new BinaryEncoder(64);
        e.Byte(Version);
        e.Time(Clock);
        e.Bool(Live);
        e.Text(OptionsJson);
        Anonymous.Write(e);
        Erased.Write(e);
        return e.ToArray();
    }

    public static SitePartitionState Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version is not (Version or Version - 1))
            throw new StoredFormatException($"A partition's site has format version {version}; this build reads version {Version} and the one before. Start the build that wrote it, or a newer one.");
        var state = new SitePartitionState { Clock = d.Time(), Live = d.Bool(), OptionsJson = d.Text() };
        state.Anonymous.Read(ref d);
        if (version >= 2) state.Erased.Read(ref d);
        d.End();
        return state;
    }
}
