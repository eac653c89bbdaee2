using System.Globalization;

namespace Recs.Core;

/// <summary>
/// A moment as whole milliseconds since 1970-01-01T00:00Z. The log, the states and the timers know no finer unit, so a
/// time is the same before it was stored and after.
/// </summary>
/// <param name="UnixMilliseconds">Milliseconds since the epoch; negative before it.</param>
public readonly record struct Instant(long UnixMilliseconds) : IComparable<Instant>
{
    /// <summary>Earlier than any time an event may carry.</summary>
    public static readonly Instant MinValue = new(long.MinValue / 4);

    /// <summary>Later than any time an event may carry.</summary>
    public static readonly Instant MaxValue = new(long.MaxValue / 4);

    public static Instant From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    public static Instant Now(TimeProvider clock) => From(clock.GetUtcNow());

    public static Instant Max(Instant a, Instant b) => a >= b ? a : b;

    public static Instant Min(Instant a, Instant b) => a <= b ? a : b;

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);

    public int CompareTo(Instant other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    /// <summary>ISO 8601 with milliseconds and <c>Z</c>.</summary>
    public override string ToString() =>
        ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static TimeSpan operator -(Instant a, Instant b) => TimeSpan.FromMilliseconds(a.UnixMilliseconds - b.UnixMilliseconds);

    public static Instant operator +(Instant a, TimeSpan b) => new(a.UnixMilliseconds + (long)b.TotalMilliseconds);

    public static Instant operator -(Instant a, TimeSpan b) => new(a.UnixMilliseconds - (long)b.TotalMilliseconds);

    public static bool operator <(Instant a, Instant b) => a.UnixMilliseconds < b.UnixMilliseconds;

    public static bool operator >(Instant a, Instant b) => a.UnixMilliseconds > b.UnixMilliseconds;

    public static bool operator <=(Instant a, Instant b) => a.UnixMilliseconds <= b.UnixMilliseconds;

    public static bool operator >=(Instant a, Instant b) => a.UnixMilliseconds >= b.UnixMilliseconds;
}
