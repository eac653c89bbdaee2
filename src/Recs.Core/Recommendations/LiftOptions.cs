namespace Recs.Core.Recommendations;

/// <summary>When products count as bought together more often than chance.</summary>
public sealed record LiftOptions
{
    /// <summary>Baskets with both, at least. Default 4.</summary>
    public int MinBaskets { get; init; } = 4;

    /// <summary>k: so many baskets of evidence for "no more than chance" that real ones must outweigh. Default 3.</summary>
    public double Shrinkage { get; init; } = 3;

    /// <summary>z: so many standard deviations below the estimate a pair is ranked. Default 1.645, the 5 % quantile.</summary>
    public double Caution { get; init; } = 1.645;
}
