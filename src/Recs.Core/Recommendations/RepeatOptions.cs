namespace Recs.Core.Recommendations;

/// <summary>When it is learned that a product is bought again and again. The catalogue's flag goes before.</summary>
public sealed record RepeatOptions
{
    /// <summary>Buyers who bought it again, at least. Default 5.</summary>
    public int MinRebuyers { get; init; } = 5;

    /// <summary>… and their share of its buyers, at least. Default 0.2.</summary>
    public double MinShare { get; init; } = 0.2;
}
