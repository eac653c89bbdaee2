namespace Recs.Core.Streaming.Erasures;

/// <summary>How erasures are carried out.</summary>
public sealed record ErasureOptions
{
    /// <summary>So long after the request the log is gone through a last time, for what was on its way to it. Default 10 seconds.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);
}
