namespace Recs.Training.Models.Factors;

/// <summary>How the matrix is factorised, and how a history is folded in.</summary>
public sealed record AlsOptions
{
    /// <summary>Dimensions. Default 64; 1 to 1,024.</summary>
    public int Factors { get; init; } = 64;

    /// <summary>Times that all users and then all items are solved. Default 8.</summary>
    public int Sweeps { get; init; } = 8;

    /// <summary>What a pair that was not observed weighs against an observed one (α₀). Default 0.003.</summary>
    public double Unobserved { get; init; } = 0.003;

    /// <summary>Regularisation (λ), scaled by what a row weighs in the loss. Default 0.01.</summary>
    public double Regularisation { get; init; } = 0.01;

    /// <summary>Folding in: the last item weighs 1, the one before it this much, and so on. Default 0.3.</summary>
    public double Recency { get; init; } = 0.3;

    /// <summary>Folding in: so many of the last items count. Default 50.</summary>
    public int LastItems { get; init; } = 50;

    /// <summary>Where the random start begins. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
