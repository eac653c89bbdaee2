namespace Recs.Core.Recommendations.Lists;

/// <summary>How lists are kept.</summary>
public sealed record ListOptions
{
    public static readonly ListOptions Default = new();

    /// <summary>So long a list can be paged on. Default 30 minutes.</summary>
    public TimeSpan Pageable { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>So long a list and what came of it are kept: a day more than a click can earn an order. Default 8 days.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(8);

    /// <summary>How often new lists are written; what a crash loses at most. Default half a second.</summary>
    public TimeSpan WriteEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Lists written in one step. Default 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>Products of lists that wait to be written, at most; of more, the oldest lists are given up. Default 500,000, about 50 MB.</summary>
    public int MaxWaitingProducts { get; init; } = 500_000;

    /// <summary>Lists held in memory after they were written, for paging. Default 4,096.</summary>
    public int Recent { get; init; } = 4_096;

    /// <summary>How often what is too old is dropped. Default 10 minutes.</summary>
    public TimeSpan DropEvery { get; init; } = TimeSpan.FromMinutes(10);
}
