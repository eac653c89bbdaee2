using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>What changed. The numbers are stored.</summary>
public enum VisitorChangeKind : byte
{
    Stage = 1,
    Activity = 2,
    CartAbandoned = 3,
    Merge = 4,
    Erased = 5,
}

/// <summary>A change of a visitor that others may want to act on.</summary>
/// <param name="Key">Whose; of an erased visitor the hash of the id, as <see cref="VisitorId.ForErased"/> writes it; <see cref="VisitorId.None"/> where the visitor was erased after the change, which then says nothing.</param>
/// <param name="Kind">What.</param>
/// <param name="Old">The value before: a stage, an activity, empty for an abandoned cart or an erasure, the anonymous id of a merge.</param>
/// <param name="New">The value after; of an erasure its receipt.</param>
/// <param name="Cause">The event that did it, or <c>timer</c>.</param>
/// <param name="Due">When it came about: the event's log time, or when the timer was due.</param>
public sealed record VisitorChange(VisitorKey Key, VisitorChangeKind Kind, string Old, string New, string Cause, Instant Due)
{
    /// <summary>The version written. History: 1 the first.</summary>
    public const byte Version = 1;

    public byte[] Encode()
    {
        var e = new BinaryEncoder(96);
        e.Byte(Version);
        e.Text(Key.Site.Value);
        e.Text(Key.Visitor.Value);
        e.Byte((byte)Kind);
        e.Text(Old);
        e.Text(New);
        e.Text(Cause);
        e.Time(Due);
        return e.ToArray();
    }

    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static VisitorChange Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version != Version)
            throw new StoredFormatException($"A visitor change has format version {version}; this build reads version {Version}. Start the build that wrote it, or a newer one.");
        var key = new VisitorKey(new SiteId(d.Text()), new VisitorId(d.Text()));
        var change = new VisitorChange(key, (VisitorChangeKind)d.Byte(), d.Text(), d.Text(), d.Text(), d.Time());
        d.End();
        return change;
    }
}
