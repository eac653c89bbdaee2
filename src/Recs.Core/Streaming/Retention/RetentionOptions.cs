namespace Recs.Core.Streaming.Retention;

/// <summary>How long records are kept, and how they go.</summary>
public sealed record RetentionOptions
{
    /// <summary>Records, published changes and dead letters older than this go.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Records that one step folds into the checkpoint and drops: so long an erasure may have to wait. Default 2,000.</summary>
    public int StepSize { get; init; } = 2_000;

    /// <summary>Visitors of the checkpoint in memory while a partition is worked on. Default 1,000.</summary>
    public int CachedVisitors { get; init; } = 1_000;
}
