namespace Recs.Training.Models.Blending;

/// <summary>How two models are fused.</summary>
public sealed record BlendOptions
{
    /// <summary>Added to the share before the logarithm, so that what the first model has not seen is not ruled out. Default 0.02.</summary>
    public double Floor { get; init; } = 0.02;

    /// <summary>What the second model's score counts. Default 3; 0: only the first.</summary>
    public double Weight { get; init; } = 3;
}
