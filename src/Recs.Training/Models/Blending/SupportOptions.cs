namespace Recs.Training.Models.Blending;

/// <summary>What other models add to one that gives logarithms of likelihoods.</summary>
public sealed record SupportOptions
{
    /// <summary>What the best of session neighbours is raised by. Default 0.3; 0: nothing.</summary>
    public double Sessions { get; init; } = 0.3;

    /// <summary>What the best by content is raised by. Default 0.1; 0: nothing.</summary>
    public double Content { get; init; } = 0.1;
}
