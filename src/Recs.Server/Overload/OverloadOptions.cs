namespace Recs.Server.Overload;

/// <summary>When the collector sheds requests instead of letting them wait.</summary>
public sealed class OverloadOptions
{
    /// <summary>How long the work on a request may take, from its last byte to the answer, before the collector takes in less. Default 500 ms.</summary>
    public TimeSpan TargetDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Requests held at a time, those still arriving included. Default 8,192.</summary>
    public int Requests { get; set; } = 8_192;

    /// <summary>Bytes of all bodies held at a time, as far as they have arrived, which bounds the memory. Default 64 MB.</summary>
    public long Bytes { get; set; } = 64 * 1024 * 1024;

    internal IEnumerable<string> Problems()
    {
        if (TargetDelay < TimeSpan.FromMilliseconds(10)) yield return $"Recs:Overload:TargetDelay is {TargetDelay}; at least 10 ms were expected.";
        if (Requests < 1) yield return $"Recs:Overload:Requests is {Requests}; at least 1 was expected.";
        if (Bytes < 17 * 1024 * 1024) yield return $"Recs:Overload:Bytes is {Bytes}; at least {17 * 1024 * 1024}, the largest request, were expected.";
    }
}
