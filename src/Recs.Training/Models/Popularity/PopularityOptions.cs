namespace Recs.Training.Models.Popularity;

/// <summary>How popularity is counted.</summary>
public sealed record PopularityOptions
{
    /// <summary>Days after which an interaction counts half against the newest one. Default 0: all alike. Needs times.</summary>
    public double HalfLife { get; init; }

    /// <summary>In segments: so many interactions of everybody are added to a segment's own, so that a small one says little. Default 100.</summary>
    public double Shrink { get; init; } = 100;
}
