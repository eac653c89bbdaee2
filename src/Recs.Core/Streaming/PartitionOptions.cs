namespace Recs.Core.Streaming;

/// <summary>How an owner works through a partition. None of it changes results.</summary>
public sealed record PartitionOptions
{
    /// <summary>Records a turn takes at most. Default 512.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Timers a turn fires at most before it commits. Default 2,000.</summary>
    public int TimersPerTurn { get; init; } = 2_000;

    /// <summary>Visitors kept in memory between turns. Default 5,000.</summary>
    public int CachedVisitors { get; init; } = 5_000;
}
