using Recs.Core;

namespace Recs.Collector.Reading;

/// <summary>When an event happened.</summary>
/// <param name="Time">As it is kept.</param>
/// <param name="Unclamped">Before it was moved into the window before its receipt.</param>
internal readonly record struct EventMoment(Instant Time, Instant Unclamped)
{
    public bool Clamped => Time != Unclamped;

    public static EventMoment At(Instant time) => new(time, time);
}
