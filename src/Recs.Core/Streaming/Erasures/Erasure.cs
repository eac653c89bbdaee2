using Recs.Core.Serialization;

namespace Recs.Core.Streaming.Erasures;

/// <summary>One visitor's erasure: what it is known by, and what it still has to do. Names ids only until it has no more use for them.</summary>
/// <param name="Receipt">By which it is asked for; says nothing of the visitor.</param>
/// <param name="Site">Of which site.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record Erasure(string Receipt, SiteId Site, Instant RequestedAt)
{
    /// <summary>The version written. History: 1 the first; 2 counts states of the checkpoint.</summary>
    public const byte Version = 2;

    public ErasureStatus Status { get; init; }

    /// <summary>When nothing was left; null before.</summary>
    public Instant? DoneAt { get; init; }

    /// <summary>Where the visitor's records are; empty from <see cref="ErasureStatus.Sealing"/> on.</summary>
    public VisitorTrail Trail { get; init; } = new([], []);

    public ErasureCounts Removed { get; init; }

    public byte[] Encode()
    {
        var e = new BinaryEncoder(256);
        e.Byte(Version);
        e.Text(Receipt);
        e.Text(Site.Value);
        e.Time(RequestedAt);
        e.Byte((byte)Status);
        e.Bool(DoneAt is not null);
        if (DoneAt is { } done) e.Time(done);
        e.Count(Trail.Ids.Count);
        foreach (var id in Trail.Ids) e.Text(id.Value);
        e.Count(Trail.Past.Count);
        foreach (var (device, from, until) in Trail.Past)
        {
            e.Text(device.Value);
            e.Signed(from);
            e.Signed(until);
        }

        foreach (var count in (ReadOnlySpan<long>)[Removed.Ids, Removed.Records, Removed.Mentions, Removed.Changes, Removed.DeadLetters, Removed.Aliases, Removed.States]) e.Signed(count);
        return e.ToArray();
    }

    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static Erasure Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version is not (Version or Version - 1))
            throw new StoredFormatException($"An erasure has format version {version}; this build reads version {Version} and the one before. Start the build that wrote it, or a newer one.");
        var erasure = new Erasure(d.Text(), new SiteId(d.Text()), d.Time()) { Status = (ErasureStatus)d.Byte(), DoneAt = d.Bool() ? d.Time() : null };
        var ids = new VisitorId[d.Count()];
        for (var i = 0; i < ids.Length; i++) ids[i] = new VisitorId(d.Text());
        var past = new PastDevice[d.Count()];
        for (var i = 0; i < past.Length; i++) past[i] = new PastDevice(new VisitorId(d.Text()), d.Signed(), d.Signed());
        erasure = erasure with { Trail = new VisitorTrail(ids, past), Removed = new ErasureCounts(d.Signed(), d.Signed(), d.Signed(), d.Signed(), d.Signed(), d.Signed(), version == 1 ? 0 : d.Signed()) };
        d.End();
        return erasure;
    }
}
