using Recs.Training.Models.Complements;

namespace Recs.Training.Models.Substitutes;

/// <summary>When two products count as substitutes.</summary>
public sealed record SubstituteOptions
{
    /// <summary>Each must stand among so many of the other's most similar. Default 5.</summary>
    public int Mutual { get; init; } = 5;

    /// <summary>So many buyers must have bought both, in whatever order. Default 2.</summary>
    public int Support { get; init; } = 2;

    /// <summary>How the purchases are counted by which products are compared.</summary>
    public ComplementOptions Contexts { get; init; } = new();
}
