namespace Recs.Core.Streaming;

/// <summary>How a process runs the partitions it owns.</summary>
public sealed record PartitionHostOptions
{
    public PartitionOptions Partition { get; init; } = new();

    /// <summary>The least time between two ticks of a site in a partition, so that many timers share one record. Default 1 second.</summary>
    public TimeSpan TickInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A quiet partition looks for timers at least so often. Default 1 minute.</summary>
    public TimeSpan IdleCheck { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After a failure of the store a partition waits so long before it tries again. Default 1 second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
