namespace Recs.Core.Streaming.Erasures;

/// <summary>A device that was the visitor's and is another's now: of its records those of that time.</summary>
/// <param name="Device">Its anonymous id.</param>
/// <param name="From">The first offset, in the device's partition.</param>
/// <param name="Until">The first offset that is no longer the visitor's.</param>
public readonly record struct PastDevice(VisitorId Device, long From, long Until);
