using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The order in which single values and lists are decided: by event time, then by message id. 16 bits of the message id's
/// hash stand for the id; where even those agree, the holder compares the content, so the order is total.
/// </summary>
/// <param name="Time">Event time.</param>
/// <param name="Tie">The low 16 bits of the message id's hash.</param>
public readonly record struct Stamp(Instant Time, ushort Tie) : IComparable<Stamp>
{
    public static readonly Stamp None = new(Instant.MinValue, 0);

    public static Stamp Of(Instant time, ulong messageHash) => new(time, (ushort)messageHash);

    public int CompareTo(Stamp other)
    {
        var byTime = Time.CompareTo(other.Time);
        return byTime != 0 ? byTime : Tie.CompareTo(other.Tie);
    }

    public static bool operator <(Stamp a, Stamp b) => a.CompareTo(b) < 0;

    public static bool operator >(Stamp a, Stamp b) => a.CompareTo(b) > 0;

    public static bool operator <=(Stamp a, Stamp b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Stamp a, Stamp b) => a.CompareTo(b) >= 0;

    /// <summary>Written as an offset from a later time, which keeps it short: in a list that of the entry before it.</summary>
    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Signed(reference.UnixMilliseconds - Time.UnixMilliseconds);
        e.Fixed16(Tie);
    }

    internal static Stamp Read(ref BinaryDecoder d, Instant reference)
    {
        var time = new Instant(reference.UnixMilliseconds - d.Signed());
        return new Stamp(time, d.Fixed16());
    }
}
